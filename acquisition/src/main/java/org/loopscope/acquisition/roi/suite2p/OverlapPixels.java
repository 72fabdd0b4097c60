package org.loopscope.acquisition.roi.suite2p;

/** What becomes of pixels that several cells share. */
public enum OverlapPixels {
    /** As Suite2p's own traces have it, unless {@code allow_overlap} is set. */
    LEFT_OUT,
    KEPT;

    String description() {
        return switch (this) {
            case LEFT_OUT -> "pixels shared by several cells left out";
            case KEPT -> "pixels shared by several cells kept";
        };
    }
}
