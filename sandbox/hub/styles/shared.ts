import { makeStyles, tokens } from "@fluentui/react-components";

/** The surfaces of the new look: rounded white cards on a grey page. */
export const useCardStyles = makeStyles({
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow2,
    // Shadows vanish in high contrast; the border stays.
    border: `${tokens.strokeWidthThin} solid ${tokens.colorTransparentStroke}`,
  },
  strip: {
    minHeight: "44px",
    display: "flex",
    alignItems: "center",
    padding: `0 ${tokens.spacingHorizontalS}`,
    flexShrink: 0,
  },
});

/** Titles inside cards: the browser's own margins of headings would push them off the line of their neighbours. */
export const useTitleStyles = makeStyles({
  title: { margin: 0 },
});
