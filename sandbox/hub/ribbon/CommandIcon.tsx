import * as React from "react";
import { makeStyles } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { ArrowClockwiseRegular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { ArrowUndoRegular } from "@fluentui/react-icons/svg/arrow-undo";
import { BranchForkRegular } from "@fluentui/react-icons/svg/branch-fork";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { DeleteRegular } from "@fluentui/react-icons/svg/delete";
import { DismissCircleRegular } from "@fluentui/react-icons/svg/dismiss-circle";
import { EditRegular } from "@fluentui/react-icons/svg/edit";
import { LinkAddRegular } from "@fluentui/react-icons/svg/link-add";
import { MergeRegular } from "@fluentui/react-icons/svg/merge";
import { PersonArrowRightRegular } from "@fluentui/react-icons/svg/person-arrow-right";
import { PersonDeleteRegular } from "@fluentui/react-icons/svg/person-delete";
import { PersonStarRegular } from "@fluentui/react-icons/svg/person-star";
import { PlayCircleRegular } from "@fluentui/react-icons/svg/play-circle";
import { PuzzlePieceRegular } from "@fluentui/react-icons/svg/puzzle-piece";
import { SaveRegular } from "@fluentui/react-icons/svg/save";
import { SaveArrowRightRegular } from "@fluentui/react-icons/svg/save-arrow-right";
import { ShareRegular } from "@fluentui/react-icons/svg/share";
import { StopRegular } from "@fluentui/react-icons/svg/stop";
import { TrophyRegular } from "@fluentui/react-icons/svg/trophy";

/** Names of the platform's icons (`ModernImage`) and what stands for them here. */
const icons: Readonly<Record<string, React.ComponentType>> = {
  Activate: PlayCircleRegular,
  AddExisting: LinkAddRegular,
  Assign: PersonArrowRightRegular,
  CloseAsLost: DismissCircleRegular,
  CloseAsWon: TrophyRegular,
  DeActivate: StopRegular,
  Disqualify: PersonDeleteRegular,
  Edit: EditRegular,
  MergeRecords: MergeRegular,
  ReOpenOpportunity: ArrowUndoRegular,
  New: AddRegular,
  Process: BranchForkRegular,
  Qualify: PersonStarRegular,
  ReactivateLead: ArrowUndoRegular,
  Refresh: ArrowClockwiseRegular,
  Remove: DeleteRegular,
  Delete: DeleteRegular,
  Save: SaveRegular,
  SaveAndClose: SaveArrowRightRegular,
  Share: ShareRegular,
  Win: TrophyRegular,
  Yes: CheckmarkCircleRegular,
};

const useStyles = makeStyles({ image: { width: "20px", height: "20px" } });

/** The picture of a command: a web resource, or one of the platform's own. */
export function CommandIcon({ image }: { readonly image: string | undefined }): React.ReactElement {
  const styles = useStyles();
  if (image?.startsWith("$webresource:")) {
    return <img className={styles.image} src={image.replace("$webresource:", "/WebResources/")} alt="" />;
  }
  const Icon = icons[image ?? ""] ?? PuzzlePieceRegular;

  return <Icon />;
}
