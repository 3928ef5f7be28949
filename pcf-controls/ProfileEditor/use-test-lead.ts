import * as React from "react";
import type { Clock, Dataverse } from "../../core/dataverse/port";
import type { MappingContext } from "../../core/mapping";
import type { ProfileDocument } from "../../core/profile";
import type { Environment } from "./data/environment";
import { contextOf, readFinds, readTestLead, type TestLead } from "./data/test-lead";

/** The lead to test on, read again only when another is picked; rows that new rules look for are read as they come. */
export function useTestLead(
  dataverse: Dataverse,
  environment: Environment,
  document: ProfileDocument,
  clock: Clock,
): {
  readonly id: string | undefined;
  readonly isLoading: boolean;
  readonly context: MappingContext | undefined;
  pick(id: string): void;
} {
  const [id, setId] = React.useState<string | undefined>(environment.leads[0]?.id);
  const [lead, setLead] = React.useState<TestLead>();
  const [now] = React.useState(() => clock.now().toISOString());
  React.useEffect(() => {
    if (id === undefined) return;
    let isCurrent = true;
    void readTestLead(dataverse, environment.metadata, id).then((read) => {
      if (isCurrent && read.ok) setLead(read.value);
    });
    return () => void (isCurrent = false);
  }, [id, dataverse, environment.metadata]);
  const context = React.useMemo(
    () => lead && contextOf(lead, environment, now, document.mapping.country),
    [lead, environment, now, document.mapping.country],
  );
  React.useEffect(() => {
    if (!lead || !context) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      void readFinds(dataverse, document.mapping.rules, lead, context).then((more) => {
        if (isCurrent && more !== lead) setLead(more);
      });
    }, 300);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [lead, context, dataverse, document.mapping.rules]);
  return { id, isLoading: id !== undefined && lead?.id !== id, context, pick: setId };
}
