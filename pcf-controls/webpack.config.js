module.exports = require("../pcf-scripts.config.js");
