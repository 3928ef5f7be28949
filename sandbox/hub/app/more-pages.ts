/** All that the first page of a list does not need, as one piece of code: many small ones would only queue for connections. */
export { FormPage } from "../forms/FormPage";
export { FormView } from "../forms/FormView";
export { SolutionsPage } from "../solutions";
export { SearchPage } from "./SearchPage";
