import * as React from "react";
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Link,
} from "@fluentui/react-components";
import { useHub } from "../app/context";
import { formatPlace } from "../app/routes";
import { getJson, type FormModel, type Json } from "../form-model";

interface Duplicate {
  readonly id: string;
  readonly name: string;
}

interface Question {
  readonly duplicates: readonly Duplicate[];
  readonly answer: (ignore: boolean) => void;
}

/** Shows what a save would duplicate, and lets the user save all the same; draw what it returns. */
export function useDuplicatePrompt(form: FormModel): React.ReactElement | null {
  const [question, setQuestion] = React.useState<Question>();

  React.useEffect(() => {
    form.confirmDuplicates = async () => {
      const duplicates = await readDuplicates(form);
      const ignore = await new Promise<boolean>((answer) => setQuestion({ duplicates, answer }));
      setQuestion(undefined);

      return ignore;
    };

    return () => {
      form.confirmDuplicates = undefined;
    };
  }, [form]);

  return question ? <DuplicateDialog form={form} question={question} /> : null;
}

/** The values as they stand on the form: the record may not exist yet (facts/dataverse-web-api.md §2.6). */
async function readDuplicates(form: FormModel): Promise<readonly Duplicate[]> {
  const { logicalName, primaryId, primaryName } = form.table;
  const values = Object.fromEntries(
    [...form.attributes].flatMap(([name, { value }]) => (typeof value === "string" && value ? [[name, value]] : [])),
  );
  const entity = {
    "@odata.type": `Microsoft.Dynamics.CRM.${logicalName}`,
    ...values,
    ...(form.entityId && { [primaryId]: form.entityId }),
  };
  const parameters = [
    `@p1=${encodeURIComponent(JSON.stringify(entity))}`,
    `@p2='${logicalName}'`,
    `@p3=${encodeURIComponent(JSON.stringify({ PageNumber: 1, Count: 10 }))}`,
  ].join("&");
  const answer = await getJson(
    `RetrieveDuplicates(BusinessEntity=@p1,MatchingEntityName=@p2,PagingInfo=@p3)?${parameters}`,
  );

  return ((answer.value ?? []) as Json[]).map((row) => ({
    id: String(row[primaryId]),
    name: String(row[primaryName] ?? ""),
  }));
}

function DuplicateDialog({
  form,
  question,
}: {
  readonly form: FormModel;
  readonly question: Question;
}): React.ReactElement {
  const { t, app, navigator } = useHub();
  const { duplicates, answer } = question;

  return (
    <Dialog open modalType="alert" onOpenChange={() => answer(false)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t("duplicatesTitle")}</DialogTitle>
          <DialogContent>
            <p>{t("duplicatesText", duplicates.length)}</p>
            <ul>
              {duplicates.map(({ id, name }) => {
                const route = { page: "entityrecord", table: form.table.logicalName, id } as const;

                return (
                  <li key={id}>
                    <Link
                      href={formatPlace({ appId: app.id, route })}
                      onClick={(event: React.MouseEvent) => {
                        event.preventDefault();
                        answer(false);
                        void navigator.go(route);
                      }}
                    >
                      {name}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => answer(true)}>
              {t("ignoreAndSave")}
            </Button>
            <Button onClick={() => answer(false)}>{t("cancel")}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
