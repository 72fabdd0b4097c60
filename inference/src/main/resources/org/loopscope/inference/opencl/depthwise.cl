/*
 * Convolutions of each channel with a kernel of its own, [kernel row][kernel column][channel]. A vector is 16 channels of
 * one pixel. Inputs stand in a frame of kernelPx / 2 zeros, so that no tap needs a bounds test.
 */

/* Output pixels of a row that one work item sums in registers. */
#define ROW_TILE 14

/*
 * output = sum over taps of kernel * input; with turned kernels, of gradients, it is the gradient by the input.
 * Global size: channels / 16, height * ceil(width / ROW_TILE), pictures.
 */
__kernel void depthwise(
    __global const float *restrict input, int inputAt, __global const float *restrict kernels, int kernelsAt,
    int kernelPx, int turned, int width, int height, __global float *restrict output, int outputAt) {
    int v = get_global_id(0);
    int channels = get_global_size(0) * LANES;
    int tiles = (width + ROW_TILE - 1) / ROW_TILE;
    int y = get_global_id(1) / tiles;
    int first = (get_global_id(1) - y * tiles) * ROW_TILE;
    int picture = get_global_id(2);
    int framedWidth = width + kernelPx - 1;
    int framedHeight = height + kernelPx - 1;
    __global const float *from = input + inputAt + (picture * framedHeight + y) * framedWidth * channels;
    float16 sum[ROW_TILE];
    int at[ROW_TILE];
#pragma unroll
    for (int j = 0; j < ROW_TILE; j++) {
        /* The last tile repeats the row's last pixel. */
        at[j] = min(first + j, width - 1) * channels;
        sum[j] = 0.0f;
    }
    int taps = kernelPx * kernelPx;
    for (int tap = 0; tap < taps; tap++) {
        float16 w = vload16(v, kernels + kernelsAt + (turned ? taps - 1 - tap : tap) * channels);
        int row = tap / kernelPx;
        __global const float *x = from + (row * framedWidth + tap - row * kernelPx) * channels;
#pragma unroll
        for (int j = 0; j < ROW_TILE; j++) {
            sum[j] = fma(w, vload16(v, x + at[j]), sum[j]);
        }
    }
    __global float *to = output + outputAt + (picture * height + y) * width * channels;
#pragma unroll
    for (int j = 0; j < ROW_TILE; j++) {
        if (first + j < width) {
            vstore16(sum[j], v, to + at[j]);
        }
    }
}

/* Puts maps into a frame of halo zeros. Global size: channels / 16, height + 2 * halo, pictures. */
__kernel void frame_maps(
    __global const float *restrict maps, int mapsAt, int width, int height, int halo, __global float *restrict framed) {
    int v = get_global_id(0);
    int channels = get_global_size(0) * LANES;
    int row = get_global_id(1);
    int picture = get_global_id(2);
    int y = row - halo;
    __global const float *from = maps + mapsAt + (picture * height + y) * width * channels;
    __global float *to = framed + (picture * (height + 2 * halo) + row) * (width + 2 * halo) * channels;
    for (int column = 0; column < width + 2 * halo; column++) {
        int x = column - halo;
        bool inside = y >= 0 && y < height && x >= 0 && x < width;
        vstore16(inside ? vload16(v, from + x * channels) : (float16)(0.0f), v, to + column * channels);
    }
}

/* Columns of a kernel that one work item sums in registers. */
#define COLUMN_TILE 8

/*
 * partial[chunk][row][column][channel] = sum over the chunk's pictures and pixels of input * output gradient.
 * Global size: channels / 16, kernelPx * ceil(kernelPx / COLUMN_TILE), chunks.
 */
__kernel void depthwise_weight_gradient(
    __global const float *restrict input, int inputAt, __global const float *restrict outputGradient,
    int outputGradientAt, int kernelPx, int width, int height, int pictures, int picturesPerChunk,
    __global float *restrict partial) {
    int v = get_global_id(0);
    int channels = get_global_size(0) * LANES;
    int tiles = (kernelPx + COLUMN_TILE - 1) / COLUMN_TILE;
    int row = get_global_id(1) / tiles;
    int first = (get_global_id(1) - row * tiles) * COLUMN_TILE;
    int chunk = get_global_id(2);
    int framedWidth = width + kernelPx - 1;
    int framedHeight = height + kernelPx - 1;
    float16 sum[COLUMN_TILE];
    int at[COLUMN_TILE];
#pragma unroll
    for (int j = 0; j < COLUMN_TILE; j++) {
        /* The last tile repeats the row's last column. */
        at[j] = min(first + j, kernelPx - 1) * channels;
        sum[j] = 0.0f;
    }
    int end = min(pictures, (chunk + 1) * picturesPerChunk);
    for (int picture = chunk * picturesPerChunk; picture < end; picture++) {
        for (int y = 0; y < height; y++) {
            __global const float *x =
                input + inputAt + (picture * framedHeight + y + row) * framedWidth * channels;
            __global const float *g = outputGradient + outputGradientAt + (picture * height + y) * width * channels;
            for (int column = 0; column < width; column++) {
                float16 slope = vload16(v, g + column * channels);
#pragma unroll
                for (int j = 0; j < COLUMN_TILE; j++) {
                    sum[j] = fma(slope, vload16(v, x + column * channels + at[j]), sum[j]);
                }
            }
        }
    }
    __global float *to = partial + (chunk * kernelPx + row) * kernelPx * channels;
#pragma unroll
    for (int j = 0; j < COLUMN_TILE; j++) {
        if (first + j < kernelPx) {
            vstore16(sum[j], v, to + at[j]);
        }
    }
}
