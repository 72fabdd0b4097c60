package org.loopscope.inference.opencl;

import org.loopscope.inference.tensor.TensorBackend;

/**
 * How many sums one pass of winograd.cl holds in registers, and how many tiles one work item takes at most: as many as a
 * core's cache holds, so that the kernels are read from memory less often.
 */
enum WinogradWidth {
    ONE(1, 14, 28, 16),
    TWO(2, 12, 24, 8),
    THREE(3, 7, 28, 8);

    /** Output channels by 16. */
    private final int vectors;

    private final int tile;
    private final int block;

    /** Input channels in the weights' gradient; divides 16. */
    private final int channelTile;

    WinogradWidth(int vectors, int tile, int block, int channelTile) {
        this.vectors = vectors;
        this.tile = tile;
        this.block = block;
        this.channelTile = channelTile;
    }

    /** The widest that divides this many channels, a multiple of 16. */
    static WinogradWidth of(int outputChannels) {
        int all = outputChannels / TensorBackend.LANES;
        if (all % THREE.vectors == 0) {
            return THREE;
        }
        return all % TWO.vectors == 0 ? TWO : ONE;
    }

    /** What one work item keeps on its thread's stack. */
    static long scratchBytes(int inputChannels, int outputChannels) {
        long channels = (long) inputChannels + outputChannels;
        return channels * of(outputChannels).block * WinogradConvolution.POINTS * Float.BYTES;
    }

    /** Tiles of one work item: fewer where there are few in all, so that two cores have work on a single picture too. */
    int tilesPerItem(int tiles) {
        int half = OpenClPrograms.blocks(OpenClPrograms.blocks(tiles, 2), tile) * tile;
        return Math.min(block, half);
    }

    String options(int inputChannels, int outputChannels) {
        return "-DIN=" + inputChannels + " -DOUT=" + outputChannels + " -DVECTORS=" + vectors + " -DTILE=" + tile
                + " -DBLOCK=" + block + " -DCHANNEL_TILE=" + channelTile;
    }
}
