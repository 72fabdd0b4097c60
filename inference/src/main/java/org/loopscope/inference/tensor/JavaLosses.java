package org.loopscope.inference.tensor;

/** The losses in plain Java; sums in double precision. */
final class JavaLosses {
    private JavaLosses() {}

    static void loss(FitLoss loss, int neurons, int batch, LossTensors t) {
        HostTensor gradient = HostTensor.of(t.driveGradient());
        gradient.fill(batch * TensorBackend.padded(neurons), 0f);
        switch (loss) {
            case POISSON, SQUARED_ERROR -> byPicture(loss, neurons, batch, t, gradient);
            case CORRELATION -> correlation(neurons, batch, t, gradient);
        }
    }

    private static void byPicture(FitLoss loss, int neurons, int batch, LossTensors t, HostTensor gradient) {
        HostTensor rates = HostTensor.of(t.rates());
        HostTensor responses = HostTensor.of(t.responses());
        HostTensor terms = HostTensor.of(t.terms());
        int padded = TensorBackend.padded(neurons);
        for (int b = 0; b < batch; b++) {
            double sum = 0;
            for (int i = b * padded; i < b * padded + neurons; i++) {
                float rate = rates.data()[rates.offset() + i];
                float response = responses.data()[responses.offset() + i];
                float safeRate = rate + TensorBackend.RATE_EPSILON;
                boolean poisson = loss == FitLoss.POISSON;
                sum += poisson ? rate - response * Math.log(safeRate) : 0.5 * (rate - response) * (rate - response);
                float byRate = poisson ? 1 - response / safeRate : rate - response;
                gradient.data()[gradient.offset() + i] = byRate * slope(t, i) / batch;
            }
            terms.data()[terms.offset() + b] = (float) (sum / batch);
        }
    }

    private static void correlation(int neurons, int batch, LossTensors t, HostTensor gradient) {
        HostTensor rates = HostTensor.of(t.rates());
        HostTensor responses = HostTensor.of(t.responses());
        HostTensor terms = HostTensor.of(t.terms());
        int padded = TensorBackend.padded(neurons);
        terms.fill(padded, 0f);
        for (int n = 0; n < neurons; n++) {
            double meanRate = mean(rates, n, padded, batch);
            double meanResponse = mean(responses, n, padded, batch);
            double rateSquares = TensorBackend.VARIANCE_EPSILON;
            double responseSquares = TensorBackend.VARIANCE_EPSILON;
            double products = 0;
            for (int i = n; i < batch * padded; i += padded) {
                double rate = rates.data()[rates.offset() + i] - meanRate;
                double response = responses.data()[responses.offset() + i] - meanResponse;
                rateSquares += rate * rate;
                responseSquares += response * response;
                products += rate * response;
            }
            double scale = 1 / Math.sqrt(rateSquares * responseSquares);
            double correlation = products * scale;
            terms.data()[terms.offset() + n] = (float) (1 - correlation);
            for (int i = n; i < batch * padded; i += padded) {
                double rate = rates.data()[rates.offset() + i] - meanRate;
                double response = responses.data()[responses.offset() + i] - meanResponse;
                double byRate = correlation * rate / rateSquares - response * scale;
                gradient.data()[gradient.offset() + i] = (float) (byRate * slope(t, i));
            }
        }
    }

    private static double mean(HostTensor values, int neuron, int padded, int batch) {
        double sum = 0;
        for (int b = 0; b < batch; b++) {
            sum += values.data()[values.offset() + b * padded + neuron];
        }
        return sum / batch;
    }

    private static float slope(LossTensors t, int i) {
        HostTensor drives = HostTensor.of(t.drives());
        return JavaNormalization.sigmoid(drives.data()[drives.offset() + i]);
    }
}
