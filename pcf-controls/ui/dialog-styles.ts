import { makeStyles, tokens } from "@fluentui/react-components";

/** Below this width the cards stack and the dialog fills a phone. */
const narrow = "@media (max-width: 639px)";
/** So little height, as at 400 % zoom, that what stays in sight would hide the rest: everything scrolls. */
const short = "@media (max-height: 500px)";

export const useDialogStyles = makeStyles({
  frame: { outlineStyle: "none" },
  page: {
    display: "flex",
    flexDirection: "column",
    rowGap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXL}`,
    // The button stays where it is whatever comes above it: what is long scrolls inside, whatever the host's form does about
    // scrolling. The subtracted part is the title bar and the paddings of a main form dialog.
    height: "min(650px, calc(100dvh - 140px))",
    overflowY: "auto",
    boxSizing: "border-box",
    [narrow]: { padding: tokens.spacingHorizontalM, height: "calc(100dvh - 72px)" },
  },
  /** A page of a lower dialog. */
  low: {
    height: "auto",
    minHeight: "420px",
    maxHeight: "min(600px, calc(100dvh - 140px))",
    [narrow]: { height: "auto", maxHeight: "calc(100dvh - 72px)" },
  },
  head: { display: "flex", flexWrap: "wrap", alignItems: "baseline", columnGap: tokens.spacingHorizontalL },
  title: { flexGrow: 1, overflowWrap: "anywhere" },
  subtle: {
    overflowWrap: "anywhere",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  cards: {
    display: "grid",
    gridTemplateColumns: "repeat(3, minmax(0, 1fr))",
    gap: tokens.spacingHorizontalM,
    alignItems: "stretch",
    flexGrow: 1,
    minHeight: "160px",
    overflowY: "auto",
    // Room for the focus rings of what stands at the edge.
    padding: tokens.spacingVerticalXXS,
    [narrow]: { gridTemplateColumns: "minmax(0, 1fr)" },
    [short]: { overflowY: "visible", flexShrink: 0 },
  },
  card: {
    display: "flex",
    flexDirection: "column",
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    minWidth: 0,
    // Side by side takes the whole width.
    "&:has(table)": { gridColumn: "1 / -1" },
  },
  cardHead: { display: "flex", alignItems: "center", justifyContent: "space-between", minHeight: "32px" },
  values: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalXS },
  value: { display: "flex", flexDirection: "column", minWidth: 0 },
  label: {
    display: "flex",
    alignItems: "center",
    columnGap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  mark: { color: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightSemibold },
  foot: {
    position: "sticky",
    bottom: 0,
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalM,
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    zIndex: 1,
    [short]: { position: "static" },
  },
  summary: { flexGrow: 1, flexBasis: "200px", overflowWrap: "anywhere" },
  buttons: {
    display: "flex",
    columnGap: tokens.spacingHorizontalS,
    marginInlineStart: "auto",
    overflowWrap: "anywhere",
    // Only the last one, named by its result, is long.
    "& > *": { minWidth: 0 },
    "& > :not(:last-child)": { flexShrink: 0 },
    [narrow]: { width: "100%", "& > *": { flexGrow: 1 } },
  },
  links: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalS, alignItems: "flex-start" },
  row: { display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: tokens.spacingHorizontalS },
  start: { alignSelf: "flex-start" },
  name: { overflowWrap: "anywhere", fontWeight: tokens.fontWeightSemibold },
  candidate: { display: "flex", flexDirection: "column", overflowWrap: "anywhere" },
  centre: { flexGrow: 1 },
  /** A message with its field at its end, or below where there is no room; it never gives way to the cards. */
  item: { flexShrink: 0 },
  itemBody: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    paddingBottom: tokens.spacingVerticalS,
  },
  itemText: { flexGrow: 1, flexBasis: "260px", overflowWrap: "anywhere" },
  itemField: {
    display: "flex",
    alignItems: "center",
    justifyContent: "flex-end",
    columnGap: tokens.spacingHorizontalS,
    flexBasis: "300px",
    "& > :last-child": { flexGrow: 1, minWidth: 0, maxWidth: "300px" },
  },
  /** For eyes the text beside it says the same. */
  unseen: { position: "absolute", clipPath: "inset(50%)", whiteSpace: "nowrap" },
});

export type DialogStyles = ReturnType<typeof useDialogStyles>;
