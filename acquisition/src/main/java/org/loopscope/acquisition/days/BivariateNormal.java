package org.loopscope.acquisition.days;

/**
 * A normal distribution of two values that vary together, fitted to weighted samples and held by a prior: as if some
 * samples with the prior's mean and variances had been seen before.
 */
final class BivariateNormal {
    private final double priorSamples;
    private final double[] priorMean;
    private final double[] priorVariance;

    private double meanU;
    private double meanV;
    private double varianceU;
    private double varianceV;
    private double covariance;

    BivariateNormal(double priorSamples, double[] priorMean, double[] priorSd) {
        this.priorSamples = priorSamples;
        this.priorMean = priorMean.clone();
        this.priorVariance = new double[] {priorSd[0] * priorSd[0], priorSd[1] * priorSd[1]};
        this.meanU = priorMean[0];
        this.meanV = priorMean[1];
        this.varianceU = priorVariance[0];
        this.varianceV = priorVariance[1];
    }

    void fit(double[] u, double[] v, double[] weight) {
        double total = priorSamples;
        double sumU = priorSamples * priorMean[0];
        double sumV = priorSamples * priorMean[1];
        for (int i = 0; i < u.length; i++) {
            total += weight[i];
            sumU += weight[i] * u[i];
            sumV += weight[i] * v[i];
        }
        meanU = sumU / total;
        meanV = sumV / total;
        double offU = priorMean[0] - meanU;
        double offV = priorMean[1] - meanV;
        double squaresU = priorSamples * (priorVariance[0] + offU * offU);
        double squaresV = priorSamples * (priorVariance[1] + offV * offV);
        double products = priorSamples * offU * offV;
        for (int i = 0; i < u.length; i++) {
            squaresU += weight[i] * (u[i] - meanU) * (u[i] - meanU);
            squaresV += weight[i] * (v[i] - meanV) * (v[i] - meanV);
            products += weight[i] * (u[i] - meanU) * (v[i] - meanV);
        }
        varianceU = squaresU / total;
        varianceV = squaresV / total;
        covariance = products / total;
    }

    double logDensity(double u, double v) {
        double determinant = varianceU * varianceV - covariance * covariance;
        double du = u - meanU;
        double dv = v - meanV;
        double distance = (varianceV * du * du - 2 * covariance * du * dv + varianceU * dv * dv) / determinant;
        return -0.5 * distance - 0.5 * StrictMath.log(determinant) - StrictMath.log(2 * Math.PI);
    }
}
