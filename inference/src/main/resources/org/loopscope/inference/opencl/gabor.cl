/*
 * Gabor energies: a quadrature pair of filters for each of 8 orientations is one vector of 16 floats, the even filters
 * in its lower half. PICTURES pictures share a work item, so that a filter's vector is loaded once for all of them.
 * What lies beyond the picture counts as 0: sums run over the taps inside.
 */
#define PICTURES 4
#define ORIENTATIONS 8

/*
 * responses[picture][position][16], amplitudes[picture][position][8].
 * Global size: columns, rows, ceil(batch / PICTURES).
 */
__kernel void gabor_responses(
    __global const float *restrict pictures, int picturesAt, int pictureFloats, int width, int height, int batch,
    __global const float *restrict filters, int filtersAt, int radius, int stride, int firstX, int firstY, float epsilon,
    __global float *restrict responses, int responsesAt, __global float *restrict amplitudes, int amplitudesAt) {
    int columns = get_global_size(0);
    int position = get_global_id(1) * columns + get_global_id(0);
    int positions = columns * get_global_size(1);
    int side = 2 * radius + 1;
    int left = firstX + (int)get_global_id(0) * stride - radius;
    int top = firstY + (int)get_global_id(1) * stride - radius;
    int first = get_global_id(2) * PICTURES;
    __global const float *from[PICTURES];
    float16 sum[PICTURES];
#pragma unroll
    for (int p = 0; p < PICTURES; p++) {
        /* Behind the last picture the last one is repeated. */
        from[p] = pictures + picturesAt + min(first + p, batch - 1) * pictureFloats;
        sum[p] = 0.0f;
    }
    int endX = min(width, left + side);
    int endY = min(height, top + side);
    for (int y = max(0, top); y < endY; y++) {
        for (int x = max(0, left); x < endX; x++) {
            float16 filter = vload16((y - top) * side + x - left, filters + filtersAt);
#pragma unroll
            for (int p = 0; p < PICTURES; p++) {
                sum[p] = fma((float16)(from[p][y * width + x]), filter, sum[p]);
            }
        }
    }
#pragma unroll
    for (int p = 0; p < PICTURES; p++) {
        if (first + p < batch) {
            int at = (first + p) * positions + position;
            vstore16(sum[p], at, responses + responsesAt);
            vstore8(sqrt(fma(sum[p].lo, sum[p].lo, fma(sum[p].hi, sum[p].hi, (float8)(epsilon)))), at,
                amplitudes + amplitudesAt);
        }
    }
}

/*
 * pooled[picture][grid row][grid column][8], and the features: their logarithm.
 * pooling: [grid column][column], then [grid row][row]. Global size: grid columns, grid rows, pictures.
 */
__kernel void gabor_pool(
    __global const float *restrict amplitudes, int amplitudesAt, int columns, int rows,
    __global const float *restrict pooling, int poolingAt, float offset, __global float *restrict pooled, int pooledAt,
    __global float *restrict features, int featuresAt, int featureFloats) {
    int gridColumns = get_global_size(0);
    int gridRows = get_global_size(1);
    int picture = get_global_id(2);
    __global const float *byColumn = pooling + poolingAt + get_global_id(0) * columns;
    __global const float *byRow = pooling + poolingAt + gridColumns * columns + get_global_id(1) * rows;
    float8 sum = 0.0f;
    for (int y = 0; y < rows; y++) {
        float row = byRow[y];
        if (row == 0.0f) {
            continue;
        }
        for (int x = 0; x < columns; x++) {
            float8 amplitude = vload8((picture * rows + y) * columns + x, amplitudes + amplitudesAt);
            sum = fma((float8)(row * byColumn[x]), amplitude, sum);
        }
    }
    int point = get_global_id(1) * gridColumns + get_global_id(0);
    vstore8(sum, picture * gridRows * gridColumns + point, pooled + pooledAt);
    vstore8(log(sum + offset), point, features + featuresAt + picture * featureFloats);
}

/* The gradient by the responses, in their place. Global size: columns, rows, pictures. */
__kernel void gabor_response_gradient(
    __global const float *restrict featureGradient, int gradientAt, int featureFloats,
    __global const float *restrict pooled, int pooledAt, int gridColumns, int gridRows,
    __global const float *restrict pooling, int poolingAt, float offset,
    __global const float *restrict amplitudes, int amplitudesAt, __global float *restrict responses, int responsesAt) {
    int columns = get_global_size(0);
    int rows = get_global_size(1);
    int picture = get_global_id(2);
    float8 sum = 0.0f;
    for (int gridRow = 0; gridRow < gridRows; gridRow++) {
        float row = pooling[poolingAt + gridColumns * columns + gridRow * rows + get_global_id(1)];
        if (row == 0.0f) {
            continue;
        }
        for (int gridColumn = 0; gridColumn < gridColumns; gridColumn++) {
            float weight = row * pooling[poolingAt + gridColumn * columns + get_global_id(0)];
            int point = gridRow * gridColumns + gridColumn;
            float8 gradient = vload8(point, featureGradient + gradientAt + picture * featureFloats);
            float8 amount = vload8(picture * gridRows * gridColumns + point, pooled + pooledAt) + offset;
            sum = fma((float8)(weight), gradient / amount, sum);
        }
    }
    int at = (picture * rows + get_global_id(1)) * columns + get_global_id(0);
    float8 factor = sum / vload8(at, amplitudes + amplitudesAt);
    float16 response = vload16(at, responses + responsesAt);
    response.lo *= factor;
    response.hi *= factor;
    vstore16(response, at, responses + responsesAt);
}

/* Adds each pixel's gradient: over the filters that saw it. Global size: width, height, ceil(batch / PICTURES). */
__kernel void gabor_picture_gradient(
    __global const float *restrict responseGradient, int gradientAt, int columns, int rows, int batch,
    __global const float *restrict filters, int filtersAt, int radius, int stride, int firstX, int firstY,
    __global float *restrict pictures, int picturesAt, int pictureFloats) {
    int x = get_global_id(0);
    int y = get_global_id(1);
    int first = get_global_id(2) * PICTURES;
    int side = 2 * radius + 1;
    float16 sum[PICTURES];
#pragma unroll
    for (int p = 0; p < PICTURES; p++) {
        sum[p] = 0.0f;
    }
    int firstRow = max(0, (y - radius - firstY + stride - 1) / stride);
    int endRow = min(rows, (y + radius - firstY) / stride + 1);
    int firstColumn = max(0, (x - radius - firstX + stride - 1) / stride);
    int endColumn = min(columns, (x + radius - firstX) / stride + 1);
    for (int row = firstRow; row < endRow; row++) {
        int tapRow = y - (firstY + row * stride - radius);
        for (int column = firstColumn; column < endColumn; column++) {
            int tap = tapRow * side + x - (firstX + column * stride - radius);
            float16 filter = vload16(tap, filters + filtersAt);
#pragma unroll
            for (int p = 0; p < PICTURES; p++) {
                int at = (min(first + p, batch - 1) * rows + row) * columns + column;
                sum[p] = fma(vload16(at, responseGradient + gradientAt), filter, sum[p]);
            }
        }
    }
#pragma unroll
    for (int p = 0; p < PICTURES; p++) {
        if (first + p < batch) {
            pictures[picturesAt + (first + p) * pictureFloats + y * (int)get_global_size(0) + x] += lane_sum(sum[p]);
        }
    }
}

/* Global size: count / 16, rows. */
__kernel void copy_rows(
    __global const float *restrict from, int fromAt, int fromStride, __global float *restrict to, int toAt,
    int toStride) {
    vstore16(vload16(get_global_id(0), from + fromAt + get_global_id(1) * fromStride), get_global_id(0),
        to + toAt + get_global_id(1) * toStride);
}
