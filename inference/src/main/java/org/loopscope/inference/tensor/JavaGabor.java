package org.loopscope.inference.tensor;

import static org.loopscope.inference.tensor.GaborScale.ORIENTATIONS;

/** Gabor energies in plain Java, picture by picture. */
final class JavaGabor {
    private static final int PAIR = 2 * ORIENTATIONS;

    private final GaborScale scale;
    private final HostTensor filters;
    private final HostTensor pooling;
    private final HostTensor responses;
    private final HostTensor amplitudes;
    private final HostTensor pooled;

    JavaGabor(GaborScale scale, GaborFilters filters, GaborMaps maps) {
        this.scale = scale;
        this.filters = HostTensor.of(filters.filters());
        pooling = HostTensor.of(filters.pooling());
        responses = HostTensor.of(maps.responses());
        amplitudes = HostTensor.of(maps.amplitudes());
        pooled = HostTensor.of(maps.pooled());
    }

    void energies(int batch, HostTensor pictures, int pictureFloats, HostTensor features, int featureFloats) {
        for (int picture = 0; picture < batch; picture++) {
            int from = pictures.offset() + picture * pictureFloats;
            for (int position = 0; position < scale.positions(); position++) {
                filter(pictures.data(), from, position, response(picture, position), amplitude(picture, position));
            }
            for (int point = 0; point < scale.gridRows() * scale.gridColumns(); point++) {
                int at = pooled.offset() + picture * scale.features() + point * ORIENTATIONS;
                pool(picture, point, at);
                int to = features.offset() + picture * featureFloats + point * ORIENTATIONS;
                for (int o = 0; o < ORIENTATIONS; o++) {
                    features.data()[to + o] =
                            (float) StrictMath.log(TensorBackend.AMPLITUDE_OFFSET + pooled.data()[at + o]);
                }
            }
        }
    }

    /** One position's responses and amplitudes. */
    private void filter(float[] picture, int from, int position, int response, int amplitude) {
        int left = scale.firstXPx() + position % scale.columns() * scale.stridePx() - scale.radiusPx();
        int top = scale.firstYPx() + position / scale.columns() * scale.stridePx() - scale.radiusPx();
        float[] sums = new float[PAIR];
        for (int y = Math.max(0, top); y < Math.min(scale.heightPx(), top + scale.sidePx()); y++) {
            for (int x = Math.max(0, left); x < Math.min(scale.widthPx(), left + scale.sidePx()); x++) {
                float pixel = picture[from + y * scale.widthPx() + x];
                int tap = filters.offset() + ((y - top) * scale.sidePx() + x - left) * PAIR;
                for (int i = 0; i < PAIR; i++) {
                    sums[i] += pixel * filters.data()[tap + i];
                }
            }
        }
        System.arraycopy(sums, 0, responses.data(), response, PAIR);
        for (int o = 0; o < ORIENTATIONS; o++) {
            float even = sums[o];
            float odd = sums[ORIENTATIONS + o];
            amplitudes.data()[amplitude + o] =
                    (float) Math.sqrt(even * even + odd * odd + TensorBackend.ENERGY_EPSILON);
        }
    }

    private void pool(int picture, int point, int to) {
        float[] sums = new float[ORIENTATIONS];
        for (int position = 0; position < scale.positions(); position++) {
            float weight = weight(point, position);
            if (weight != 0) {
                int from = amplitude(picture, position);
                for (int o = 0; o < ORIENTATIONS; o++) {
                    sums[o] += weight * amplitudes.data()[from + o];
                }
            }
        }
        System.arraycopy(sums, 0, pooled.data(), to, ORIENTATIONS);
    }

    private float weight(int point, int position) {
        int column = point % scale.gridColumns() * scale.columns() + position % scale.columns();
        int row = scale.gridColumns() * scale.columns()
                + point / scale.gridColumns() * scale.rows()
                + position / scale.columns();
        return pooling.data()[pooling.offset() + column] * pooling.data()[pooling.offset() + row];
    }

    /** Adds to the pictures' gradient. */
    void gradient(
            int batch, HostTensor featureGradient, int featureFloats, HostTensor pictureGradient, int pictureFloats) {
        for (int picture = 0; picture < batch; picture++) {
            for (int position = 0; position < scale.positions(); position++) {
                responseGradient(
                        featureGradient, featureGradient.offset() + picture * featureFloats, picture, position);
                spread(position, response(picture, position), pictureGradient, picture * pictureFloats);
            }
        }
    }

    /** From the gradient by the features to that by one position's responses, in their place. */
    private void responseGradient(HostTensor featureGradient, int from, int picture, int position) {
        float[] sums = new float[ORIENTATIONS];
        for (int point = 0; point < scale.gridRows() * scale.gridColumns(); point++) {
            float weight = weight(point, position);
            if (weight != 0) {
                int at = pooled.offset() + picture * scale.features() + point * ORIENTATIONS;
                for (int o = 0; o < ORIENTATIONS; o++) {
                    sums[o] += weight
                            * featureGradient.data()[from + point * ORIENTATIONS + o]
                            / (TensorBackend.AMPLITUDE_OFFSET + pooled.data()[at + o]);
                }
            }
        }
        int response = response(picture, position);
        for (int o = 0; o < ORIENTATIONS; o++) {
            float factor = sums[o] / amplitudes.data()[amplitude(picture, position) + o];
            responses.data()[response + o] *= factor;
            responses.data()[response + ORIENTATIONS + o] *= factor;
        }
    }

    private void spread(int position, int response, HostTensor pictureGradient, int to) {
        int left = scale.firstXPx() + position % scale.columns() * scale.stridePx() - scale.radiusPx();
        int top = scale.firstYPx() + position / scale.columns() * scale.stridePx() - scale.radiusPx();
        for (int y = Math.max(0, top); y < Math.min(scale.heightPx(), top + scale.sidePx()); y++) {
            for (int x = Math.max(0, left); x < Math.min(scale.widthPx(), left + scale.sidePx()); x++) {
                int tap = filters.offset() + ((y - top) * scale.sidePx() + x - left) * PAIR;
                float sum = 0;
                for (int i = 0; i < PAIR; i++) {
                    sum += responses.data()[response + i] * filters.data()[tap + i];
                }
                pictureGradient.data()[pictureGradient.offset() + to + y * scale.widthPx() + x] += sum;
            }
        }
    }

    private int response(int picture, int position) {
        return responses.offset() + picture * scale.responseFloats() + position * PAIR;
    }

    private int amplitude(int picture, int position) {
        return amplitudes.offset() + picture * scale.amplitudeFloats() + position * ORIENTATIONS;
    }
}
