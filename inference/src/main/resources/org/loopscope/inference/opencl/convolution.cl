/*
 * Convolutions as matrix products that read their left matrix in place. Maps are [picture][row][column][channel] with a
 * frame of zeros, so the inputs under one row of a kernel are one contiguous run of kernelPx * inputChannels floats.
 *
 * Compiled once per width: VECTORS vectors of 16 output channels by TILE output pixels are one work item's sums, held in
 * registers (8 by 3 vectors fill an AVX-512 core). GRADIENT_TILE is the same for the weights' gradient.
 */

/*
 * output[q][c] = sum over kernel rows and runs of input * weights[row][run][c], then, unless plain, the activation of
 * scale[c] * sum + shift[c].
 * Global size: ceil(pixels / TILE), channels / (16 * VECTORS). pixels counts output pixels of all pictures.
 * inputPicture, inputRow, inputPixel: floats from one picture, row, pixel of the framed input to the next.
 */
__kernel void convolve(
    __global const float *restrict input, int inputAt, int inputPicture, int inputRow, int inputPixel,
    __global const float *restrict weights, int weightsAt, int kernelRows, int run,
    __global const float *restrict scale, int scaleAt, __global const float *restrict shift, int shiftAt,
    int plain, int activation,
    __global float *restrict output, int outputAt, int pixels, int width, int height, int outputHalo,
    int channels) {
    int first = get_global_id(0) * TILE;
    int channel = get_global_id(1) * LANES * VECTORS;
    int at[TILE];
    float16 sum[TILE][VECTORS];
#pragma unroll
    for (int j = 0; j < TILE; j++) {
        /* Work items at the end repeat the last pixel. */
        int q = min(first + j, pixels - 1);
        int picture = q / (width * height);
        int pixel = q - picture * width * height;
        int y = pixel / width;
        at[j] = inputAt + picture * inputPicture + y * inputRow + (pixel - y * width) * inputPixel;
#pragma unroll
        for (int v = 0; v < VECTORS; v++) {
            sum[j][v] = 0.0f;
        }
    }
    __global const float *weight = weights + weightsAt + channel;
    for (int row = 0; row < kernelRows; row++) {
        __global const float *from = input + row * inputRow;
        for (int r = 0; r < run; r++) {
            float16 w[VECTORS];
#pragma unroll
            for (int v = 0; v < VECTORS; v++) {
                w[v] = vload16(v, weight);
            }
#pragma unroll
            for (int j = 0; j < TILE; j++) {
                float16 x = from[at[j] + r];
#pragma unroll
                for (int v = 0; v < VECTORS; v++) {
                    sum[j][v] = fma(x, w[v], sum[j][v]);
                }
            }
            weight += channels;
        }
    }
#pragma unroll
    for (int j = 0; j < TILE; j++) {
        if (first + j < pixels) {
            __global float *to = output + outputAt + framed_pixel(first + j, width, height, outputHalo, channels) + channel;
#pragma unroll
            for (int v = 0; v < VECTORS; v++) {
                float16 result = sum[j][v];
                if (!plain) {
                    float16 factor = vload16(v, scale + scaleAt + channel);
                    float16 offset = vload16(v, shift + shiftAt + channel);
                    result = activate(activation, fma(factor, result, offset));
                }
                vstore16(result, v, to);
            }
        }
    }
}

/*
 * partial[chunk][kernel row][run][c] = sum over the chunk's pictures of input * output gradient.
 * Global size: kernelRows * ceil(run / GRADIENT_TILE), channels / (16 * VECTORS), chunks.
 * A work item may read up to GRADIENT_TILE - 1 floats behind the run, and does not use them.
 */
__kernel void weight_gradient_partial(
    __global const float *restrict input, int inputAt, int inputPicture, int inputRow, int inputPixel,
    __global const float *restrict gradient, int gradientAt, int width, int height, int gradientHalo,
    int channels, int run, int pictures, int picturesPerChunk, int weightFloats, __global float *restrict partial) {
    int tiles = (run + GRADIENT_TILE - 1) / GRADIENT_TILE;
    int kernelRow = get_global_id(0) / tiles;
    int r = (get_global_id(0) - kernelRow * tiles) * GRADIENT_TILE;
    int channel = get_global_id(1) * LANES * VECTORS;
    int chunk = get_global_id(2);
    float16 sum[GRADIENT_TILE][VECTORS];
#pragma unroll
    for (int j = 0; j < GRADIENT_TILE; j++) {
#pragma unroll
        for (int v = 0; v < VECTORS; v++) {
            sum[j][v] = 0.0f;
        }
    }
    int end = min(pictures, (chunk + 1) * picturesPerChunk);
    for (int picture = chunk * picturesPerChunk; picture < end; picture++) {
        for (int y = 0; y < height; y++) {
            __global const float *x = input + inputAt + picture * inputPicture + (y + kernelRow) * inputRow + r;
            __global const float *g = gradient + gradientAt + channel
                    + framed_pixel((picture * height + y) * width, width, height, gradientHalo, channels);
            for (int column = 0; column < width; column++) {
                float16 dy[VECTORS];
#pragma unroll
                for (int v = 0; v < VECTORS; v++) {
                    dy[v] = vload16(v, g);
                }
#pragma unroll
                for (int j = 0; j < GRADIENT_TILE; j++) {
                    float16 value = x[j];
#pragma unroll
                    for (int v = 0; v < VECTORS; v++) {
                        sum[j][v] = fma(value, dy[v], sum[j][v]);
                    }
                }
                x += inputPixel;
                g += channels;
            }
        }
    }
#pragma unroll
    for (int j = 0; j < GRADIENT_TILE; j++) {
        if (r + j < run) {
            __global float *to = partial + chunk * weightFloats + (kernelRow * run + r + j) * channels + channel;
#pragma unroll
            for (int v = 0; v < VECTORS; v++) {
                vstore16(sum[j][v], v, to);
            }
        }
    }
}
