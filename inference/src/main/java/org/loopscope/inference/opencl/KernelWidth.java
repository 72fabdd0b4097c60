package org.loopscope.inference.opencl;

import org.loopscope.inference.tensor.TensorBackend;

/**
 * How many sums one work item of the matrix kernels holds in registers. 24 to 28 vectors of 16 floats fill the 32
 * registers of an AVX-512 core and leave room for the factors.
 */
enum KernelWidth {
    ONE(1, 14, 16),
    TWO(2, 12, 8),
    THREE(3, 8, 8);

    /** Columns by 16. */
    private final int vectors;

    /** Rows in products over pixels. */
    private final int tile;

    /** Rows in the weights' gradient: a good fit to the runs of usual kernels. */
    private final int gradientTile;

    KernelWidth(int vectors, int tile, int gradientTile) {
        this.vectors = vectors;
        this.tile = tile;
        this.gradientTile = gradientTile;
    }

    /** The widest that divides this many columns, a multiple of 16. */
    static KernelWidth of(int columns) {
        int all = columns / TensorBackend.LANES;
        if (all % THREE.vectors == 0) {
            return THREE;
        }
        return all % TWO.vectors == 0 ? TWO : ONE;
    }

    int columns() {
        return vectors * TensorBackend.LANES;
    }

    int tile() {
        return tile;
    }

    int gradientTile() {
        return gradientTile;
    }

    String options() {
        return "-DVECTORS=" + vectors + " -DTILE=" + tile + " -DGRADIENT_TILE=" + gradientTile;
    }
}
