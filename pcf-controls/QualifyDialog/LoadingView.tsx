import { Skeleton, SkeletonItem } from "@fluentui/react-components";
import * as React from "react";
import { useHost } from "../ui/Shell";
import type { DialogStyles } from "../ui/dialog-styles";

/** The frame of what is coming, in its place and size, so that nothing jumps when it comes. */
export function LoadingView({ styles }: { readonly styles: DialogStyles }): React.ReactElement {
  const { strings } = useHost();

  return (
    <div className={styles.page} aria-busy="true" aria-label={strings("loading")} role="status">
      <Skeleton>
        <SkeletonItem size={28} style={{ width: "40%" }} />
      </Skeleton>
      <div className={styles.cards}>
        {[7, 9, 8].map((rows, card) => (
          <div key={card} className={styles.card}>
            <Skeleton className={styles.values}>
              <SkeletonItem size={24} style={{ width: "50%" }} />
              {Array.from({ length: rows }, (_unused, row) => (
                <SkeletonItem key={row} size={row % 2 === 0 ? 12 : 24} />
              ))}
            </Skeleton>
          </div>
        ))}
      </div>
      <div className={styles.foot}>
        <Skeleton className={styles.summary}>
          <SkeletonItem size={32} />
        </Skeleton>
      </div>
    </div>
  );
}
