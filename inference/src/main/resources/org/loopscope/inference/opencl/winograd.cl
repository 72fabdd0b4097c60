/*
 * Convolutions with 3x3 kernels by Winograd's minimal filtering F(4x4, 3x3) (Lavin and Gray 2016): a tile of 4x4 output
 * pixels costs 36 products per pair of channels instead of 144. Maps are laid out as in convolution.cl.
 *
 * Compiled once per pair of channel counts: IN, OUT, VECTORS (of 16 output channels) and TILE (tiles whose sums one pass
 * holds in registers), BLOCK (most tiles of one work item, a multiple of TILE), CHANNEL_TILE (input channels whose sums one
 * pass of the weights' gradient holds in registers). One work item keeps its tiles' points in private memory, about 100
 * to 200 kB, so this is for CPU drivers, where that is a core's cache.
 *
 * A result does not depend on how tiles are grouped, except for the weights' gradient, whose chunks are fixed.
 */
#define POINTS 36
#define SPAN 6
#define STEP 4
#define IN_VECTORS (IN / LANES)
#define OUT_VECTORS (OUT / LANES)

/* 1D: six inputs to six points, every from-th and every to-th vector. */
inline void input_points(const float16 *d, int from, float16 *t, int to) {
    float16 d0 = d[0], d1 = d[from], d2 = d[2 * from], d3 = d[3 * from], d4 = d[4 * from], d5 = d[5 * from];
    float16 even = d4 - d2;
    float16 odd = d3 - d1;
    float16 far = fma((float16)(-4.0f), d2, d4);
    float16 near = fma((float16)(-4.0f), d1, d3);
    t[0] = fma((float16)(4.0f), d0, fma((float16)(-5.0f), d2, d4));
    t[to] = far + near;
    t[2 * to] = far - near;
    t[3 * to] = fma((float16)(2.0f), odd, even);
    t[4 * to] = fma((float16)(-2.0f), odd, even);
    t[5 * to] = fma((float16)(4.0f), d1, fma((float16)(-5.0f), d3, d5));
}

/* 1D: six points to four outputs. */
inline void outputs_of_points(const float16 *m, int from, float16 *y, int to) {
    float16 sum1 = m[from] + m[2 * from];
    float16 difference1 = m[from] - m[2 * from];
    float16 sum2 = m[3 * from] + m[4 * from];
    float16 difference2 = m[3 * from] - m[4 * from];
    y[0] = m[0] + sum1 + sum2;
    y[to] = fma((float16)(2.0f), difference2, difference1);
    y[2 * to] = fma((float16)(4.0f), sum2, sum1);
    y[3 * to] = fma((float16)(8.0f), difference2, difference1) + m[5 * from];
}

/* 1D: three taps to six points. */
inline void kernel_points(const float16 *g, float16 *u, int stride) {
    float16 g0 = g[0], g1 = g[stride], g2 = g[2 * stride];
    float16 outer = (g0 + g2) * (-1.0f / 6);
    float16 middle = g1 * (1.0f / 6);
    float16 wide = fma((float16)(4.0f), g2, g0) * (1.0f / 24);
    float16 half_middle = g1 * (1.0f / 12);
    u[0] = g0 * 0.25f;
    u[stride] = outer - middle;
    u[2 * stride] = outer + middle;
    u[3 * stride] = wide + half_middle;
    u[4 * stride] = wide - half_middle;
    u[5 * stride] = g2;
}

/* The transposes of the last two, for the weights' gradient: four output gradients to six points, */
inline void gradient_points(const float16 *y, int from, float16 *a, int to) {
    float16 y0 = y[0], y1 = y[from], y2 = y[2 * from], y3 = y[3 * from];
    float16 even1 = y0 + y2;
    float16 odd1 = y1 + y3;
    float16 even2 = fma((float16)(4.0f), y2, y0);
    float16 odd2 = 2.0f * fma((float16)(4.0f), y3, y1);
    a[0] = y0;
    a[to] = even1 + odd1;
    a[2 * to] = even1 - odd1;
    a[3 * to] = even2 + odd2;
    a[4 * to] = even2 - odd2;
    a[5 * to] = y3;
}

/* and six points to three taps. */
inline void taps_of_points(const float16 *m, float16 *g, int stride) {
    float16 sum1 = m[stride] + m[2 * stride];
    float16 difference1 = m[2 * stride] - m[stride];
    float16 sum2 = m[3 * stride] + m[4 * stride];
    float16 difference2 = m[3 * stride] - m[4 * stride];
    g[0] = fma((float16)(0.25f), m[0], fma((float16)(1.0f / 24), sum2, sum1 * (-1.0f / 6)));
    g[stride] = fma((float16)(1.0f / 12), difference2, difference1 * (1.0f / 6));
    g[2 * stride] = fma((float16)(1.0f / 6), sum2 - sum1, m[5 * stride]);
}

/*
 * kernels[point][block of outputs][in][output in the block] from weights[tap][in][out].
 * Global size: IN, OUT / 16.
 */
__kernel void winograd_kernels(
    __global const float *restrict weights, int weightsAt, __global float *restrict kernels, int kernelsAt) {
    int in = get_global_id(0);
    int v = get_global_id(1);
    float16 g[9];
    float16 half_way[18];
    float16 u[POINTS];
    for (int tap = 0; tap < 9; tap++) {
        g[tap] = vload16(0, weights + weightsAt + (tap * IN + in) * OUT + v * LANES);
    }
    for (int x = 0; x < 3; x++) {
        kernel_points(g + x, half_way + x, 3);
    }
    for (int y = 0; y < SPAN; y++) {
        kernel_points(half_way + 3 * y, u + SPAN * y, 1);
    }
    int block = v / VECTORS;
    __global float *to = kernels + kernelsAt + ((block * IN + in) * VECTORS + v - block * VECTORS) * LANES;
    for (int point = 0; point < POINTS; point++) {
        vstore16(u[point], 0, to + point * IN * OUT);
    }
}

/*
 * points[point][tile][channel] of one tile's 6x6 inputs. Rows and columns beyond the frame repeat the last one: only
 * outputs outside the map depend on them.
 */
inline void tile_points(
    __global const float *restrict input, int inputRow, int y, int x, int lastRow, int lastColumn,
    float16 *restrict points) {
    int row[SPAN];
#pragma unroll
    for (int i = 0; i < SPAN; i++) {
        row[i] = min(y + i, lastRow) * inputRow;
    }
    for (int c = 0; c < IN_VECTORS; c++) {
        float16 half_way[POINTS];
#pragma unroll
        for (int j = 0; j < SPAN; j++) {
            int column = min(x + j, lastColumn) * IN + c * LANES;
            float16 d[SPAN];
#pragma unroll
            for (int i = 0; i < SPAN; i++) {
                d[i] = vload16(0, input + row[i] + column);
            }
            input_points(d, 1, half_way + j, SPAN);
        }
#pragma unroll
        for (int i = 0; i < SPAN; i++) {
            input_points(half_way + i * SPAN, 1, points + i * SPAN * BLOCK * IN_VECTORS + c, BLOCK * IN_VECTORS);
        }
    }
}

/*
 * As convolve. inputRows, inputColumns: of the framed input. tiles counts all pictures' tiles; across and down: tiles of
 * one picture. tilesPerItem: at most BLOCK. Global size: ceil(tiles / tilesPerItem).
 */
__kernel void winograd_convolve(
    __global const float *restrict input, int inputAt, int inputRows, int inputColumns,
    __global const float *restrict kernels, int kernelsAt,
    __global const float *restrict scale, int scaleAt, __global const float *restrict shift, int shiftAt,
    int plain, int activation,
    __global float *restrict output, int outputAt, int tiles, int tilesPerItem, int across, int down, int width, int height,
    int outputHalo) {
    float16 points[POINTS * BLOCK * IN_VECTORS];
    float16 sums[POINTS * BLOCK * OUT_VECTORS];
    int first = get_global_id(0) * tilesPerItem;
    int count = min(tilesPerItem, tiles - first);
    for (int tile = 0; tile < count; tile++) {
        int picture = (first + tile) / (across * down);
        int at = first + tile - picture * across * down;
        tile_points(
            input + inputAt + picture * inputRows * inputColumns * IN, inputColumns * IN, at / across * STEP,
            at % across * STEP, inputRows - 1, inputColumns - 1, points + tile * IN_VECTORS);
    }
    for (int point = 0; point < POINTS; point++) {
        for (int out = 0; out < OUT; out += LANES * VECTORS) {
            /* Sums of tiles behind the last one are of no use, and cost less than a second kind of loop. */
            for (int tile = 0; tile < count; tile += TILE) {
                const float *x = (const float *)(points + (point * BLOCK + tile) * IN_VECTORS);
                __global const float *weight = kernels + kernelsAt + (point * OUT + out) * IN;
                float16 sum[TILE][VECTORS];
#pragma unroll
                for (int j = 0; j < TILE; j++) {
#pragma unroll
                    for (int v = 0; v < VECTORS; v++) {
                        sum[j][v] = 0.0f;
                    }
                }
                for (int c = 0; c < IN; c++) {
                    float16 w[VECTORS];
#pragma unroll
                    for (int v = 0; v < VECTORS; v++) {
                        w[v] = vload16(c * VECTORS + v, weight);
                    }
#pragma unroll
                    for (int j = 0; j < TILE; j++) {
                        float16 value = x[j * IN + c];
#pragma unroll
                        for (int v = 0; v < VECTORS; v++) {
                            sum[j][v] = fma(value, w[v], sum[j][v]);
                        }
                    }
                }
#pragma unroll
                for (int j = 0; j < TILE; j++) {
#pragma unroll
                    for (int v = 0; v < VECTORS; v++) {
                        sums[(point * BLOCK + tile + j) * OUT_VECTORS + out / LANES + v] = sum[j][v];
                    }
                }
            }
        }
    }
    for (int tile = 0; tile < count; tile++) {
        int picture = (first + tile) / (across * down);
        int at = first + tile - picture * across * down;
        int top = at / across * STEP;
        int left = at % across * STEP;
        int rows = min(STEP, height - top);
        int columns = min(STEP, width - left);
        int outputRow = (width + 2 * outputHalo) * OUT;
        __global float *corner = output + outputAt + (picture * (height + 2 * outputHalo) + top + outputHalo) * outputRow
                + (left + outputHalo) * OUT;
        for (int c = 0; c < OUT; c += LANES) {
            float16 half_way[STEP * SPAN];
            float16 y[STEP * STEP];
            const float16 *m = sums + tile * OUT_VECTORS + c / LANES;
#pragma unroll
            for (int j = 0; j < SPAN; j++) {
                outputs_of_points(m + j * BLOCK * OUT_VECTORS, SPAN * BLOCK * OUT_VECTORS, half_way + j, SPAN);
            }
#pragma unroll
            for (int i = 0; i < STEP; i++) {
                outputs_of_points(half_way + i * SPAN, 1, y + i * STEP, 1);
            }
            float16 factor = plain ? (float16)(1.0f) : vload16(0, scale + scaleAt + c);
            float16 offset = plain ? (float16)(0.0f) : vload16(0, shift + shiftAt + c);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    float16 result = y[i * STEP + j];
                    if (!plain) {
                        result = activate(activation, fma(factor, result, offset));
                    }
                    vstore16(result, 0, corner + i * outputRow + j * OUT + c);
                }
            }
        }
    }
}

/*
 * partial[chunk][point][in][out] = sum over the chunk's tiles of the points of inputs and output gradients.
 * gradientHalo: of the output gradient's frame. Global size: ceil(tiles / tilesPerChunk).
 */
__kernel void winograd_weight_gradient(
    __global const float *restrict input, int inputAt, int inputRows, int inputColumns,
    __global const float *restrict gradient, int gradientAt, int gradientHalo,
    int tiles, int tilesPerChunk, int across, int down, int width, int height, __global float *restrict partial) {
    float16 points[POINTS * BLOCK * IN_VECTORS];
    float16 slopes[POINTS * BLOCK * OUT_VECTORS];
    int begin = get_global_id(0) * tilesPerChunk;
    int end = min(tiles, begin + tilesPerChunk);
    int gradientRow = (width + 2 * gradientHalo) * OUT;
    __global float *to = partial + get_global_id(0) * POINTS * IN * OUT;
    for (int first = begin; first < end; first += BLOCK) {
        int count = min(BLOCK, end - first);
        for (int tile = 0; tile < count; tile++) {
            int picture = (first + tile) / (across * down);
            int at = first + tile - picture * across * down;
            int top = at / across * STEP;
            int left = at % across * STEP;
            tile_points(
                input + inputAt + picture * inputRows * inputColumns * IN, inputColumns * IN, top, left, inputRows - 1,
                inputColumns - 1, points + tile * IN_VECTORS);
            __global const float *corner = gradient + gradientAt
                    + (picture * (height + 2 * gradientHalo) + top + gradientHalo) * gradientRow
                    + (left + gradientHalo) * OUT;
            for (int c = 0; c < OUT; c += LANES) {
                float16 y[STEP * STEP];
                float16 half_way[SPAN * STEP];
                for (int i = 0; i < STEP; i++) {
                    for (int j = 0; j < STEP; j++) {
                        bool inside = top + i < height && left + j < width;
                        y[i * STEP + j] = inside ? vload16(0, corner + i * gradientRow + j * OUT + c) : (float16)(0.0f);
                    }
                }
#pragma unroll
                for (int j = 0; j < STEP; j++) {
                    gradient_points(y + j, STEP, half_way + j, STEP);
                }
                float16 *to_points = slopes + tile * OUT_VECTORS + c / LANES;
#pragma unroll
                for (int i = 0; i < SPAN; i++) {
                    gradient_points(
                        half_way + i * STEP, 1, to_points + i * SPAN * BLOCK * OUT_VECTORS, BLOCK * OUT_VECTORS);
                }
            }
        }
        for (int point = 0; point < POINTS; point++) {
            for (int out = 0; out < OUT; out += LANES * VECTORS) {
                for (int in = 0; in < IN; in += CHANNEL_TILE) {
                    __global float *at = to + (point * IN + in) * OUT + out;
                    const float *x = (const float *)(points + point * BLOCK * IN_VECTORS) + in;
                    const float16 *slope = slopes + point * BLOCK * OUT_VECTORS + out / LANES;
                    float16 sum[CHANNEL_TILE][VECTORS];
#pragma unroll
                    for (int j = 0; j < CHANNEL_TILE; j++) {
#pragma unroll
                        for (int v = 0; v < VECTORS; v++) {
                            sum[j][v] = first == begin ? (float16)(0.0f) : vload16(v, at + j * OUT);
                        }
                    }
                    for (int tile = 0; tile < count; tile++) {
                        float16 dy[VECTORS];
#pragma unroll
                        for (int v = 0; v < VECTORS; v++) {
                            dy[v] = slope[tile * OUT_VECTORS + v];
                        }
#pragma unroll
                        for (int j = 0; j < CHANNEL_TILE; j++) {
                            float16 value = x[tile * IN + j];
#pragma unroll
                            for (int v = 0; v < VECTORS; v++) {
                                sum[j][v] = fma(value, dy[v], sum[j][v]);
                            }
                        }
                    }
#pragma unroll
                    for (int j = 0; j < CHANNEL_TILE; j++) {
#pragma unroll
                        for (int v = 0; v < VECTORS; v++) {
                            vstore16(sum[j][v], v, at + j * OUT);
                        }
                    }
                }
            }
        }
    }
}

/*
 * gradient[tap][in][out] from the chunks' points, added in their order. Global size: IN, OUT / 16.
 */
__kernel void winograd_taps(
    __global const float *restrict partial, int chunks, __global float *restrict gradient, int gradientAt) {
    int at = (int)get_global_id(0) * OUT + (int)get_global_id(1) * LANES;
    float16 m[POINTS];
    float16 half_way[3 * SPAN];
    float16 g[9];
    for (int point = 0; point < POINTS; point++) {
        m[point] = 0.0f;
        for (int chunk = 0; chunk < chunks; chunk++) {
            m[point] += vload16(0, partial + (chunk * POINTS + point) * IN * OUT + at);
        }
    }
    for (int j = 0; j < SPAN; j++) {
        taps_of_points(m + j, half_way + j, SPAN);
    }
    for (int i = 0; i < 3; i++) {
        taps_of_points(half_way + i * SPAN, g + i * 3, 1);
    }
    for (int tap = 0; tap < 9; tap++) {
        vstore16(g[tap], 0, gradient + gradientAt + tap * IN * OUT + at);
    }
}
