/*
 * The factorised readout: drive[n] = bias[n] + sum over pixels p and channels c of |spatial[p][n]| |feature[c][n]|
 * map[p][c]. Rows of neurons are padded to whole vectors with zeros.
 *
 * Compiled once per width, as convolution.cl: TILE rows by VECTORS vectors are one work item's sums.
 */

/* Drives and their softplus. Global size: paddedNeurons / (16 * VECTORS), pictures. */
__kernel void readout(
    __global const float *restrict maps, int mapsAt, int pixels, int channels,
    __global const float *restrict spatial, int spatialAt, __global const float *restrict feature, int featureAt,
    __global const float *restrict bias, int biasAt, int paddedNeurons,
    __global float *restrict drives, int drivesAt, __global float *restrict rates, int ratesAt) {
    int neuron = get_global_id(0) * LANES * VECTORS;
    int picture = get_global_id(1);
    float16 drive[VECTORS];
#pragma unroll
    for (int v = 0; v < VECTORS; v++) {
        drive[v] = vload16(v, bias + biasAt + neuron);
    }
    for (int p = 0; p < pixels; p += TILE) {
        int at[TILE];
        float16 sum[TILE][VECTORS];
#pragma unroll
        for (int j = 0; j < TILE; j++) {
            at[j] = mapsAt + (picture * pixels + min(p + j, pixels - 1)) * channels;
#pragma unroll
            for (int v = 0; v < VECTORS; v++) {
                sum[j][v] = 0.0f;
            }
        }
        __global const float *f = feature + featureAt + neuron;
        for (int c = 0; c < channels; c++) {
            float16 w[VECTORS];
#pragma unroll
            for (int v = 0; v < VECTORS; v++) {
                w[v] = fabs(vload16(v, f + c * paddedNeurons));
            }
#pragma unroll
            for (int j = 0; j < TILE; j++) {
                float16 x = maps[at[j] + c];
#pragma unroll
                for (int v = 0; v < VECTORS; v++) {
                    sum[j][v] = fma(x, w[v], sum[j][v]);
                }
            }
        }
#pragma unroll
        for (int j = 0; j < TILE; j++) {
            if (p + j < pixels) {
#pragma unroll
                for (int v = 0; v < VECTORS; v++) {
                    float16 s = fabs(vload16(v, spatial + spatialAt + (p + j) * paddedNeurons + neuron));
                    drive[v] = fma(sum[j][v], s, drive[v]);
                }
            }
        }
    }
#pragma unroll
    for (int v = 0; v < VECTORS; v++) {
        int to = picture * paddedNeurons + neuron;
        vstore16(drive[v], v, drives + drivesAt + to);
        vstore16(softplus(drive[v]), v, rates + ratesAt + to);
    }
}

/*
 * mapGradient[q][c] = sum over n of driveGradient[picture][n] |spatial[p][n]| transposed[n][c].
 * Global size: ceil(rows / TILE), channels / (16 * VECTORS). rows counts pixels of all pictures.
 */
__kernel void readout_map_gradient(
    __global const float *restrict driveGradient, int driveGradientAt,
    __global const float *restrict spatial, int spatialAt, __global const float *restrict transposed,
    int paddedNeurons, int pixels, int channels, int rows, __global float *restrict mapGradient, int mapGradientAt) {
    int first = get_global_id(0) * TILE;
    int channel = get_global_id(1) * LANES * VECTORS;
    float16 sum[TILE][VECTORS];
    int g[TILE];
    int s[TILE];
#pragma unroll
    for (int j = 0; j < TILE; j++) {
        int q = min(first + j, rows - 1);
        int picture = q / pixels;
        g[j] = driveGradientAt + picture * paddedNeurons;
        s[j] = spatialAt + (q - picture * pixels) * paddedNeurons;
#pragma unroll
        for (int v = 0; v < VECTORS; v++) {
            sum[j][v] = 0.0f;
        }
    }
    float factor[TILE * LANES];
    for (int block = 0; block < paddedNeurons; block += LANES) {
        for (int j = 0; j < TILE; j++) {
            float16 product = vload16(0, driveGradient + g[j] + block) * fabs(vload16(0, spatial + s[j] + block));
            vstore16(product, j, factor);
        }
        for (int n = 0; n < LANES; n++) {
            __global const float *f = transposed + (block + n) * channels + channel;
            float16 w[VECTORS];
#pragma unroll
            for (int v = 0; v < VECTORS; v++) {
                w[v] = vload16(v, f);
            }
#pragma unroll
            for (int j = 0; j < TILE; j++) {
                float16 x = factor[j * LANES + n];
#pragma unroll
                for (int v = 0; v < VECTORS; v++) {
                    sum[j][v] = fma(x, w[v], sum[j][v]);
                }
            }
        }
    }
#pragma unroll
    for (int j = 0; j < TILE; j++) {
        if (first + j < rows) {
#pragma unroll
            for (int v = 0; v < VECTORS; v++) {
                vstore16(sum[j][v], v, mapGradient + mapGradientAt + (first + j) * channels + channel);
            }
        }
    }
}

/*
 * Gradient by both factors. For each pixel, full[c][n] = sum over pictures of map[p][c] * driveGradient[n]; then
 * spatialGradient[p][n] = sign * sum over c of full |feature|, and each chunk of pixels leaves its sum of full |spatial|
 * in partial[chunk][c][n]. Global size: paddedNeurons / (16 * VECTORS), chunks.
 */
__kernel void readout_weight_gradient(
    __global const float *restrict maps, int mapsAt, int pictures, int pixels, int channels,
    __global const float *restrict driveGradient, int driveGradientAt,
    __global const float *restrict spatial, int spatialAt, __global const float *restrict feature, int featureAt,
    int paddedNeurons, int pixelsPerChunk,
    __global float *restrict spatialGradient, int spatialGradientAt, __global float *restrict partial) {
    int neuron = get_global_id(0) * LANES * VECTORS;
    int chunk = get_global_id(1);
    int firstPixel = chunk * pixelsPerChunk;
    int endPixel = min(pixels, firstPixel + pixelsPerChunk);
    __global const float *g = driveGradient + driveGradientAt + neuron;
    for (int p = firstPixel; p < endPixel; p++) {
        int weight = spatialAt + p * paddedNeurons + neuron;
        float16 spatialSum[VECTORS];
#pragma unroll
        for (int v = 0; v < VECTORS; v++) {
            spatialSum[v] = 0.0f;
        }
        for (int c = 0; c < channels; c += CHANNEL_TILE) {
            float16 full[CHANNEL_TILE][VECTORS];
#pragma unroll
            for (int j = 0; j < CHANNEL_TILE; j++) {
#pragma unroll
                for (int v = 0; v < VECTORS; v++) {
                    full[j][v] = 0.0f;
                }
            }
            for (int picture = 0; picture < pictures; picture++) {
                __global const float *x = maps + mapsAt + (picture * pixels + p) * channels + c;
                float16 d[VECTORS];
#pragma unroll
                for (int v = 0; v < VECTORS; v++) {
                    d[v] = vload16(v, g + picture * paddedNeurons);
                }
#pragma unroll
                for (int j = 0; j < CHANNEL_TILE; j++) {
                    float16 value = x[j];
#pragma unroll
                    for (int v = 0; v < VECTORS; v++) {
                        full[j][v] = fma(value, d[v], full[j][v]);
                    }
                }
            }
#pragma unroll
            for (int j = 0; j < CHANNEL_TILE; j++) {
                __global float *to = partial + (chunk * channels + c + j) * paddedNeurons + neuron;
#pragma unroll
                for (int v = 0; v < VECTORS; v++) {
                    float16 f = fabs(vload16(v, feature + featureAt + (c + j) * paddedNeurons + neuron));
                    float16 before = p == firstPixel ? (float16)(0.0f) : vload16(v, to);
                    spatialSum[v] = fma(full[j][v], f, spatialSum[v]);
                    vstore16(fma(full[j][v], fabs(vload16(v, spatial + weight)), before), v, to);
                }
            }
        }
#pragma unroll
        for (int v = 0; v < VECTORS; v++) {
            float16 sign = signs(vload16(v, spatial + weight));
            int to = spatialGradientAt + p * paddedNeurons + neuron;
            vstore16(spatialSum[v] * sign, v, spatialGradient + to);
        }
    }
}
