import { Badge, Button, Spinner, Subtitle1, Tab, TabList } from "@fluentui/react-components";
import * as React from "react";
import type { Failure } from "../../core/dataverse/failure";
import type { Clock, Dataverse } from "../../core/dataverse/port";
import { isLookup } from "../../core";
import { lintMapping } from "../../core/mapping/lint";
import { defaultProfile, readProfile, writeProfile, type ProfileDocument, type ProfilePart } from "../../core/profile";
import { describeFailure } from "../ui/describe";
import { useHost } from "../ui/Shell";
import { EditorContext, useEditor, type Editor } from "./context";
import { readEnvironment, type Environment } from "./data/environment";
import type { Published } from "./data/publish";
import { FormFields } from "./parts/FormFields";
import { forms } from "./parts/forms";
import { HistoryPart } from "./parts/HistoryPart";
import { ChecklistPart, ReasonsPart } from "./parts/ListParts";
import { MappingPart } from "./parts/MappingPart";
import { FindingBar } from "./parts/RuleEditor";
import { WhatIfPart } from "./parts/WhatIfPart";
import { Notice } from "./PublishDialog";
import { ProblemList } from "./ReplaceDialog";
import { editorReducer, startEditing, type Page } from "./state";
import { useEditorStyles } from "./styles";
import { TestPane } from "./TestPane";
import { TopBar } from "./TopBar";
import { useTestLead } from "./use-test-lead";

interface Props {
  readonly draft: string | null;
  readonly profileId: string | undefined;
  readonly dataverse: Dataverse;
  readonly clock: Clock;
  readonly isDisabled: boolean;
  onDraft(json: string): void;
}

type Reading =
  | { readonly state: "reading" }
  | { readonly state: "failed"; readonly failure: Failure }
  | { readonly state: "read"; readonly environment: Environment };

/** The settings panel. What is edited is handed out as the draft; sellers get nothing of it before it is published. */
export function ProfileEditor(props: Props): React.ReactElement {
  const { dataverse, profileId } = props;
  const host = useHost();
  const [reading, setReading] = React.useState<Reading>({ state: "reading" });
  const read = React.useCallback(async () => {
    setReading({ state: "reading" });
    const result = await readEnvironment(dataverse, host.user.id, profileId);
    setReading(result.ok ? { state: "read", environment: result.value } : { state: "failed", failure: result.failure });
  }, [dataverse, profileId, host.user.id]);
  React.useEffect(() => void read(), [read]);
  if (reading.state === "reading") return <Spinner label={host.strings("reading")} />;
  if (reading.state === "failed") {
    const words = describeFailure(reading.failure, host.strings);
    return (
      <>
        <Notice intent="error" text={`${words.title} ${words.text}`} />
        <Button onClick={() => void read()}>{host.strings("try_again")}</Button>
      </>
    );
  }
  return <Workbench {...props} initial={reading.environment} />;
}

function Workbench({
  draft,
  dataverse,
  clock,
  isDisabled,
  onDraft,
  initial,
}: Props & { readonly initial: Environment }): React.ReactElement {
  const host = useHost();
  const styles = useEditorStyles();
  const [environment, setEnvironment] = React.useState(initial);
  const [first] = React.useState(() => (draft ? readProfile(draft) : { document: defaultProfile, problems: [] }));
  const [isKept, setKept] = React.useState(first.problems.length > 0);
  const [state, dispatch] = React.useReducer(editorReducer, first.document, startEditing);
  const { document } = state;
  const given = React.useRef(first.document);
  React.useEffect(() => {
    if (given.current === document) return;
    given.current = document;
    onDraft(writeProfile(document));
  }, [document, onDraft]);
  const test = useTestLead(dataverse, environment, document, clock);
  const findings = React.useMemo(
    () =>
      lintMapping(document.mapping.rules, {
        metadata: environment.metadata,
        platformMaps: environment.maps,
        unwritable: environment.unwritable,
        consentColumns: document.mapping.consentColumns,
      }),
    [document.mapping, environment],
  );
  const readOnly = isDisabled || !environment.canWrite || isKept;
  const edit = (next: ProfileDocument, about?: string): void => {
    if (!readOnly) dispatch({ type: "edit", document: next, about });
  };
  const currency = test.context?.lead["transactioncurrencyid"];
  const editor: Editor = {
    host,
    strings: host.strings,
    format: host.format,
    symbol: isLookup(currency) ? environment.currencies.find(({ id }) => id === currency.id)?.symbol : undefined,
    metadata: environment.metadata,
    dataverse,
    clock,
    environment,
    state,
    document,
    findings,
    test: test.context,
    readOnly,
    edit,
    editRules: (rules, about) => edit({ ...document, mapping: { ...document.mapping, rules } }, about),
    open: (page) => dispatch({ type: "page", page }),
    openRule: (ruleId) => dispatch({ type: "rule", ruleId }),
  };
  const onPublished = ({ profile, version }: Published): void => {
    dispatch({ type: "settle" });
    setEnvironment({ ...environment, profile, versions: [version, ...environment.versions] });
  };
  return (
    <EditorContext.Provider value={editor}>
      <div className={styles.page}>
        <TopBar
          onUndo={() => dispatch({ type: "undo" })}
          onRedo={() => dispatch({ type: "redo" })}
          onPublished={onPublished}
        />
        {isKept && (
          <>
            <Notice intent="error" text={host.strings("draft_broken", first.problems.length)} />
            <ProblemList problems={first.problems} />
            <Button onClick={() => setKept(false)}>{host.strings("draft_go_on")}</Button>
          </>
        )}
        {!isKept && readOnly && (
          <Notice intent="info" text={host.strings(environment.canWrite ? "read_only_form" : "read_only_right")} />
        )}
        {environment.damaged.length > 0 && (
          <Notice intent="warning" text={host.strings("profile_damaged", environment.damaged.join(", "))} />
        )}
        <div className={styles.panes}>
          <PartList />
          <main className={styles.pane}>
            <PageView page={state.page} />
          </main>
          <TestPane leadId={test.id} isLoading={test.isLoading} onPick={test.pick} />
        </div>
      </div>
    </EditorContext.Provider>
  );
}

const pages: readonly Page[] = [
  "scope",
  "records",
  "mapping",
  "checklist",
  "matching",
  "carryOver",
  "disqualify",
  "bulk",
  "afterwards",
  "undo",
  "whatIf",
  "history",
];

function PartList(): React.ReactElement {
  const { strings, state, open, findings } = useEditor();
  const styles = useEditorStyles();
  const counted = findings.filter((finding) => finding.severity !== "info").length;
  return (
    <TabList
      vertical
      size="small"
      selectedValue={state.page}
      onTabSelect={(_event, data) => open(data.value as Page)}
      aria-label={strings("parts")}
    >
      {pages.map((page) => (
        <Tab key={page} value={page} className={styles.tab}>
          {strings(`page_${page}`)}{" "}
          {page === "mapping" && counted > 0 && (
            <Badge size="small" appearance="tint" color="warning">
              {counted}
            </Badge>
          )}
        </Tab>
      ))}
    </TabList>
  );
}

function PageView({ page }: { readonly page: Page }): React.ReactElement {
  const { strings, environment } = useEditor();
  const styles = useEditorStyles();
  return (
    <>
      <Subtitle1 as="h2" className={styles.heading}>
        {strings(`page_${page}`)}
      </Subtitle1>
      <span className={styles.subtle}>{strings(`about_${page}`)}</span>
      {page === "mapping" && <OpenFindings />}
      {page === "mapping" && <MappingPart />}
      {page === "checklist" && <ChecklistPart />}
      {page === "disqualify" && <ReasonsPart />}
      {page === "whatIf" && <WhatIfPart />}
      {page === "history" && <HistoryPart versions={environment.versions} />}
      {page in forms && <FormPart part={page as ProfilePart} />}
    </>
  );
}

/** Findings that belong to no rule: a required column that nobody fills. */
function OpenFindings(): React.ReactElement {
  const { findings } = useEditor();
  return (
    <>
      {findings
        .filter((finding) => finding.ruleId === undefined)
        .map((finding) => (
          <FindingBar key={`${finding.table}.${finding.column}`} finding={finding} />
        ))}
    </>
  );
}

function FormPart({ part }: { readonly part: ProfilePart }): React.ReactElement {
  const { document, edit } = useEditor();
  return (
    <FormFields
      fields={forms[part] ?? []}
      part={part}
      values={document[part]}
      onChange={(values, path) => edit({ ...document, [part]: values }, `${part}.${path}`)}
    />
  );
}
