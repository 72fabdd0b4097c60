/*
 * The factorised readout: drive[n] = bias[n] + sum over pixels p and channels c of |spatial[p][n]| |feature[c][n]|
 * map[p][c]. Rows of neurons are padded to whole vectors with zeros.
 *
 * Compiled once per number of channels: CHANNELS, and as convolution.cl for a matrix of so many columns: TILE rows by
 * VECTORS vectors are one work item's sums.
 */

/*
 * pooled[picture][c][n] = sum over p of |spatial[p][n]| map[p][c], the drives, and their softplus.
 * Global size: paddedNeurons / 16, pictures.
 */
__kernel void readout(
    __global const float *restrict maps, int mapsAt, int pixels,
    __global const float *restrict spatial, int spatialAt, __global const float *restrict feature, int featureAt,
    __global const float *restrict bias, int biasAt, int paddedNeurons, __global float *restrict pooled, int pooledAt,
    __global float *restrict drives, int drivesAt, __global float *restrict rates, int ratesAt) {
    int v = get_global_id(0);
    int picture = get_global_id(1);
    float16 drive = vload16(v, bias + biasAt);
    for (int c = 0; c < CHANNELS; c += LANES) {
        __global const float *x = maps + mapsAt + picture * pixels * CHANNELS + c;
        float16 sum[LANES];
#pragma unroll
        for (int j = 0; j < LANES; j++) {
            sum[j] = 0.0f;
        }
        for (int p = 0; p < pixels; p++) {
            float16 s = fabs(vload16(v, spatial + spatialAt + p * paddedNeurons));
#pragma unroll
            for (int j = 0; j < LANES; j++) {
                sum[j] = fma((float16)(x[j]), s, sum[j]);
            }
            x += CHANNELS;
        }
#pragma unroll
        for (int j = 0; j < LANES; j++) {
            float16 f = fabs(vload16(v, feature + featureAt + (c + j) * paddedNeurons));
            drive = fma(sum[j], f, drive);
            vstore16(sum[j], v, pooled + pooledAt + (picture * CHANNELS + c + j) * paddedNeurons);
        }
    }
    vstore16(drive, v, drives + drivesAt + picture * paddedNeurons);
    vstore16(softplus(drive), v, rates + ratesAt + picture * paddedNeurons);
}

/*
 * mapGradient[q][c] = sum over n of driveGradient[picture][n] |spatial[p][n]| transposed[n][c].
 * Global size: ceil(rows / TILE), CHANNELS / (16 * VECTORS). rows counts pixels of all pictures.
 */
__kernel void readout_map_gradient(
    __global const float *restrict driveGradient, int driveGradientAt,
    __global const float *restrict spatial, int spatialAt, __global const float *restrict transposed,
    int paddedNeurons, int pixels, int rows, __global float *restrict mapGradient, int mapGradientAt) {
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
            __global const float *f = transposed + (block + n) * CHANNELS + channel;
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
                vstore16(sum[j][v], v, mapGradient + mapGradientAt + (first + j) * CHANNELS + channel);
            }
        }
    }
}

#define PIXEL_TILE 14

/*
 * spatialGradient[p][n] = sign of the weight * sum over pictures and c of driveGradient[n] |feature[c][n]| map[p][c].
 * Global size: paddedNeurons / 16, ceil(pixels / PIXEL_TILE).
 */
__kernel void spatial_gradient(
    __global const float *restrict maps, int mapsAt, int pictures, int pixels,
    __global const float *restrict driveGradient, int driveGradientAt,
    __global const float *restrict spatial, int spatialAt, __global const float *restrict feature, int featureAt,
    int paddedNeurons, __global float *restrict spatialGradient, int spatialGradientAt) {
    int v = get_global_id(0);
    int first = get_global_id(1) * PIXEL_TILE;
    int end = min(pixels, first + PIXEL_TILE);
    /* The last tile reaches back to be whole. A map of less than a tile repeats its last pixel. */
    int start = max(0, min(first, pixels - PIXEL_TILE));
    int held = min(PIXEL_TILE, pixels);
    float16 sum[PIXEL_TILE];
#pragma unroll
    for (int j = 0; j < PIXEL_TILE; j++) {
        sum[j] = 0.0f;
    }
    for (int picture = 0; picture < pictures; picture++) {
        __global const float *x = maps + mapsAt + (picture * pixels + start) * CHANNELS;
        float16 slope = vload16(v, driveGradient + driveGradientAt + picture * paddedNeurons);
        if (held == PIXEL_TILE) {
            for (int c = 0; c < CHANNELS; c++) {
                float16 s = slope * fabs(vload16(v, feature + featureAt + c * paddedNeurons));
#pragma unroll
                for (int j = 0; j < PIXEL_TILE; j++) {
                    sum[j] = fma((float16)(x[j * CHANNELS + c]), s, sum[j]);
                }
            }
        } else {
            for (int c = 0; c < CHANNELS; c++) {
                float16 s = slope * fabs(vload16(v, feature + featureAt + c * paddedNeurons));
#pragma unroll
                for (int j = 0; j < PIXEL_TILE; j++) {
                    sum[j] = fma((float16)(x[min(j, held - 1) * CHANNELS + c]), s, sum[j]);
                }
            }
        }
    }
#pragma unroll
    for (int j = 0; j < PIXEL_TILE; j++) {
        if (start + j >= first && start + j < end) {
            float16 sign = signs(vload16(v, spatial + spatialAt + (start + j) * paddedNeurons));
            vstore16(sum[j] * sign, v, spatialGradient + spatialGradientAt + (start + j) * paddedNeurons);
        }
    }
}

/*
 * featureGradient[c][n] = sign of the weight * sum over pictures of driveGradient[n] pooled[c][n].
 * Global size: paddedNeurons / 16, CHANNELS.
 */
__kernel void feature_gradient(
    __global const float *restrict pooled, int pooledAt, int pictures,
    __global const float *restrict driveGradient, int driveGradientAt,
    __global const float *restrict feature, int featureAt, int paddedNeurons,
    __global float *restrict featureGradient, int featureGradientAt) {
    int v = get_global_id(0);
    int c = get_global_id(1);
    float16 sum = 0.0f;
    for (int picture = 0; picture < pictures; picture++) {
        float16 slope = vload16(v, driveGradient + driveGradientAt + picture * paddedNeurons);
        sum = fma(slope, vload16(v, pooled + pooledAt + (picture * CHANNELS + c) * paddedNeurons), sum);
    }
    float16 sign = signs(vload16(v, feature + featureAt + c * paddedNeurons));
    vstore16(sum * sign, v, featureGradient + featureGradientAt + c * paddedNeurons);
}
