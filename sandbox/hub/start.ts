/**
 * Loaded before the platform's libraries: asks for the session and the first page's data, so that they arrive while the browser
 * still reads and runs those libraries. Nothing here may need React.
 */
import { startHub } from "./app/start";

startHub();
