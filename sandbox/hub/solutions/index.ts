export { SolutionsPage } from "./SolutionsPage";
