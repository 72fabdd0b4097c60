/*
 * The gradient by the pixels of grey pictures: each output pixel's gradient, times the kernels, is added to the pixels it
 * saw. Vectors run over the columns of a kernel.
 *
 * Compiled once per ROWS, the kernel rows whose sums a work item holds in registers for PIXELS (4) neighbouring output
 * pixels. A part is ROWS rows by COLUMNS columns of the kernels.
 */
#define PIXELS 4

/* So that four neighbours' columns fit one vector. */
#define COLUMNS (LANES - PIXELS + 1)

/*
 * turned[part][c][row][column], zeros behind the last row and column, from weights[row][column][c].
 * Global size: parts, channels. across: parts side by side.
 */
__kernel void image_kernels(
    __global const float *restrict weights, int weightsAt, int kernelPx, int across, __global float *restrict turned) {
    int part = get_global_id(0);
    int c = get_global_id(1);
    int channels = get_global_size(1);
    int top = part / across * ROWS;
    int left = part % across * COLUMNS;
    __global float *to = turned + (part * channels + c) * ROWS * LANES;
    for (int row = 0; row < ROWS; row++) {
        for (int column = 0; column < LANES; column++) {
            bool inside = column < COLUMNS && top + row < kernelPx && left + column < kernelPx;
            int tap = (top + row) * kernelPx + left + column;
            to[row * LANES + column] = inside ? weights[weightsAt + tap * channels + c] : 0.0f;
        }
    }
}

/*
 * One part's share of the gradient, the part's first row and column at 0: planes[picture][part][y][x],
 * height + ROWS - 1 rows of planeWidth, which is at least width + 18. Global size: parts, pictures.
 */
__kernel void image_gradient_planes(
    __global const float *restrict gradient, int gradientAt, int width, int height, int channels,
    __global const float *restrict turned, int planeWidth, __global float *restrict planes) {
    int part = get_global_id(0);
    int picture = get_global_id(1);
    int planeFloats = (height + ROWS - 1) * planeWidth;
    __global float *plane = planes + (picture * (int)get_global_size(0) + part) * planeFloats;
    for (int i = 0; i < planeFloats; i++) {
        plane[i] = 0.0f;
    }
    for (int y = 0; y < height; y++) {
        __global const float *row = gradient + gradientAt + (picture * height + y) * width * channels;
        for (int x = 0; x < width; x += PIXELS) {
            __global const float *kernels = turned + part * channels * ROWS * LANES;
            __global const float *slope[PIXELS];
            float16 sum[PIXELS][ROWS];
#pragma unroll
            for (int p = 0; p < PIXELS; p++) {
                slope[p] = row + min(x + p, width - 1) * channels;
#pragma unroll
                for (int r = 0; r < ROWS; r++) {
                    sum[p][r] = 0.0f;
                }
            }
            for (int c = 0; c < channels; c++) {
                float16 w[ROWS];
#pragma unroll
                for (int r = 0; r < ROWS; r++) {
                    w[r] = vload16(c * ROWS + r, kernels);
                }
#pragma unroll
                for (int p = 0; p < PIXELS; p++) {
                    float16 dy = slope[p][c];
#pragma unroll
                    for (int r = 0; r < ROWS; r++) {
                        sum[p][r] = fma(dy, w[r], sum[p][r]);
                    }
                }
            }
            /* Pixels behind the last repeat it, and are left out. */
            float second = x + 1 < width ? 1.0f : 0.0f;
            float third = x + 2 < width ? 1.0f : 0.0f;
            float fourth = x + 3 < width ? 1.0f : 0.0f;
#pragma unroll
            for (int r = 0; r < ROWS; r++) {
                float16 a = sum[1][r];
                float16 b = sum[2][r];
                float16 d = sum[3][r];
                a = (float16)(0.0f, a.s0, a.s12, a.s3456, a.s789abcde) * second;
                b = (float16)(0.0f, 0.0f, b.s01, b.s2345, b.s6789abcd) * third;
                d = (float16)(0.0f, 0.0f, 0.0f, d.s0, d.s1234, d.s56789abc) * fourth;
                __global float *to = plane + (y + r) * planeWidth + x;
                vstore16(vload16(0, to) + ((sum[0][r] + a) + (b + d)), 0, to);
            }
        }
    }
}

/*
 * The parts put together, in their order. Global size: framed height, pictures.
 */
__kernel void image_gradient(
    __global const float *restrict planes, int planeWidth, int width, int height, int across, int down,
    int framedWidth, __global float *restrict image, int imageAt) {
    int y = get_global_id(0);
    int picture = get_global_id(1);
    int rows = height + ROWS - 1;
    __global float *to = image + imageAt + (picture * (int)get_global_size(0) + y) * framedWidth;
    for (int x = 0; x < framedWidth; x++) {
        float sum = 0.0f;
        for (int part = 0; part < across * down; part++) {
            int row = y - part / across * ROWS;
            int column = x - part % across * COLUMNS;
            if (row >= 0 && row < rows && column >= 0 && column < planeWidth) {
                sum += planes[((picture * across * down + part) * rows + row) * planeWidth + column];
            }
        }
        to[x] = sum;
    }
}
