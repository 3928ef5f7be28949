import * as React from "react";
import { Text } from "@fluentui/react-components";

/** Installed solutions. */
export function SolutionsPage(): React.ReactElement {
  return <Text>Solutions</Text>;
}
