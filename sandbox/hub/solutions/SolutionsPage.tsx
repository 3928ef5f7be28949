import * as React from "react";
import { Button, makeStyles, mergeClasses, Spinner, Text, tokens } from "@fluentui/react-components";
import { ArrowUploadRegular } from "@fluentui/react-icons/svg/arrow-upload";
import { ServerError } from "../form-model";
import { useCardStyles } from "../styles/shared";
import { navigation } from "../xrm/navigation";
import { importSolution, readSolutions, uninstallSolution, type InstalledSolution } from "./data";
import { ImportLogView, type ShownLog } from "./ImportLogView";
import { SolutionDetails } from "./SolutionDetails";
import { SolutionTable } from "./SolutionTable";
import { say } from "./strings";

const useStyles = makeStyles({
  page: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
    flexGrow: 1,
    minHeight: 0,
    position: "relative",
  },
  card: { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`, overflowX: "auto", flexShrink: 0 },
  scroll: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: "auto",
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
  },
  title: { flexGrow: 1, padding: `0 ${tokens.spacingHorizontalS}` },
  drop: {
    position: "absolute",
    inset: 0,
    zIndex: 5,
    display: "flex",
    alignItems: "center",
    justifyContent: "center",
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThick} dashed ${tokens.colorBrandStroke1}`,
    backgroundColor: tokens.colorNeutralBackgroundAlpha2,
  },
});

type Work =
  | { readonly state: "idle" }
  | { readonly state: "busy"; readonly label: string }
  | { readonly state: "done"; readonly log: ShownLog };

/** App Settings, Solutions: what is installed; a zip is imported by dropping it anywhere here. */
export function SolutionsPage(): React.ReactElement {
  const styles = useStyles();
  const cards = useCardStyles();
  const { solutions, reload } = useSolutions();
  const [openId, setOpenId] = React.useState<string>();
  const [work, setWork] = React.useState<Work>({ state: "idle" });
  const input = React.useRef<HTMLInputElement>(null);

  const run = React.useCallback(
    async (label: string, task: () => Promise<ShownLog>) => {
      setWork({ state: "busy", label });
      const log = await task().catch((error: Error): ShownLog => ({
        title: reasonOf(error),
        succeeded: false,
        lines: [],
      }));
      setWork({ state: "done", log });
      await reload();
    },
    [reload],
  );
  const importFile = React.useCallback(
    (file: File) => run(say("importing", file.name), () => importAndTell(file)),
    [run],
  );
  const { isOver, handlers } = useDrop((file) => void importFile(file));
  const uninstall = async (solution: InstalledSolution): Promise<void> => {
    const text = solution.isManaged
      ? say("removesAll", solution.displayName)
      : say("removesEntry", solution.displayName);
    const { confirmed } = await navigation.openConfirmDialog({
      title: say("uninstall"),
      text,
      confirmButtonLabel: say("uninstall"),
    });
    if (!confirmed) return;
    setOpenId(undefined);
    await run(say("uninstalling", solution.displayName), async () => ({
      title: say("uninstalled", solution.displayName),
      succeeded: true,
      lines: await uninstallSolution(solution.uniqueName),
    }));
  };
  const opened = solutions?.find(({ id }) => id === openId);

  return (
    <div className={styles.page} {...handlers}>
      <div className={mergeClasses(cards.card, cards.strip)}>
        <Text as="h1" size={500} weight="semibold" className={styles.title}>
          {say("solutions")}
        </Text>
        <Button
          icon={<ArrowUploadRegular />}
          appearance="subtle"
          disabled={work.state === "busy"}
          onClick={() => input.current?.click()}
        >
          {say("importSolution")}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".zip"
          hidden
          aria-label={say("solutionZip")}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = "";
            if (file) void importFile(file);
          }}
        />
      </div>
      <div className={styles.scroll}>
        <div aria-live="polite">
          {work.state === "busy" && (
            <div className={mergeClasses(cards.card, styles.card)}>
              <Spinner size="tiny" label={work.label} labelPosition="after" />
            </div>
          )}
          {work.state === "done" && <ImportLogView log={work.log} onClose={() => window.location.reload()} />}
        </div>
        <div className={mergeClasses(cards.card, styles.card)}>
          {solutions ? (
            <SolutionTable
              solutions={solutions}
              openId={openId}
              onOpen={(id) => setOpenId(id === openId ? undefined : id)}
            />
          ) : (
            <Spinner label={say("loading")} />
          )}
        </div>
        {opened && <SolutionDetails key={opened.id} solution={opened} onUninstall={() => void uninstall(opened)} />}
      </div>
      {isOver && (
        <div className={styles.drop}>
          <Text size={500}>{say("dropHere")}</Text>
        </div>
      )}
    </div>
  );
}

function reasonOf(error: Error): string {
  if (!(error instanceof ServerError) || error.status !== 403) return error.message;
  return say("mayNotChange");
}

async function importAndTell(file: File): Promise<ShownLog> {
  const log = await importSolution(file);
  const title = log.succeeded
    ? say("isInstalled", log.solution, log.version)
    : say("notInstalled", log.solution || file.name);
  return { title, succeeded: log.succeeded, lines: log.lines };
}

function useSolutions(): { solutions: readonly InstalledSolution[] | undefined; reload: () => Promise<void> } {
  const [solutions, setSolutions] = React.useState<readonly InstalledSolution[]>();
  const reload = React.useCallback(async () => setSolutions(await readSolutions()), []);
  React.useEffect(() => {
    reload().catch(() => setSolutions([]));
  }, [reload]);
  return { solutions, reload };
}

type DragHandlers = Pick<React.HTMLAttributes<HTMLElement>, "onDragEnter" | "onDragOver" | "onDragLeave" | "onDrop">;

/** Enter and leave fire for every child: what counts is whether as many were left as entered. */
function useDrop(onFile: (file: File) => void): { isOver: boolean; handlers: DragHandlers } {
  const [depth, setDepth] = React.useState(0);
  const handlers: DragHandlers = {
    onDragEnter: (event) => {
      event.preventDefault();
      setDepth((count) => count + 1);
    },
    onDragOver: (event) => event.preventDefault(),
    onDragLeave: () => setDepth((count) => Math.max(0, count - 1)),
    onDrop: (event) => {
      event.preventDefault();
      setDepth(0);
      const [file] = event.dataTransfer.files;
      if (file) onFile(file);
    },
  };
  return { isOver: depth > 0, handlers };
}
