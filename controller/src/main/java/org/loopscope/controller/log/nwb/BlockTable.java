package org.loopscope.controller.log.nwb;

import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent.BlockChanged;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.controller.log.hdf5.ExtendibleTexts;

/** The experiment's blocks as epochs; a row is written when its block ends. */
final class BlockTable {
    private final OnFirstUse<Columns> columns;
    private @Nullable BlockChanged begun;

    BlockTable(NwbObjects objects) {
        columns = new OnFirstUse<>(() -> new Columns(objects));
    }

    void changed(BlockChanged change) {
        endAt(change.nowNs(), change.frameIndex());
        begun = change.begun() ? change : null;
    }

    /** Ends the block that is still running, if any. */
    void endAt(long nowNs, long frameIndex) {
        BlockChanged block = begun;
        if (block != null) {
            columns.value().append(block, nowNs, frameIndex);
            begun = null;
        }
    }

    private static final class Columns {
        private final NwbTable table;
        private final ExtendibleDataset startTime;
        private final ExtendibleDataset stopTime;
        private final ExtendibleDataset number;
        private final ExtendibleTexts name;
        private final ExtendibleTexts kind;
        private final ExtendibleDataset firstFrame;
        private final ExtendibleDataset lastFrame;

        Columns(NwbObjects objects) {
            table = new NwbTable(objects, NwbLayout.EPOCHS, NwbType.TIME_INTERVALS, "Blocks of the experiment");
            startTime = table.seconds("start_time", "When the block began");
            stopTime = table.seconds("stop_time", "When the block ended");
            number = table.int32("stimulus_block", "The block's number, as in the trials");
            name = table.texts("stimulus_block_name", "The block's name, as in the trials");
            kind = table.texts("kind", "What the block does");
            firstFrame = table.int64("first_frame", "Number of the frame at which it began");
            lastFrame = table.int64("last_frame", "Number of the frame at which it ended");
            table.seal();
        }

        void append(BlockChanged block, long endNs, long endFrame) {
            startTime.append(NwbObjects.seconds(block.nowNs()));
            stopTime.append(NwbObjects.seconds(Math.max(block.nowNs(), endNs)));
            number.append(table.rows());
            name.append(block.block());
            kind.append(block.kind());
            firstFrame.append(block.frameIndex());
            lastFrame.append(endFrame);
            table.rowDone();
        }
    }
}
