package org.loopscope.inference.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every figure against its definition, written out, and what is said where there is none. */
class HeldOutFiguresTest {
    private static final int PICTURES = 12;

    /** Responses of one neuron, by picture and repeat, and the predictions. */
    private record OneNeuron(double[][] trials, double[] predicted) {
        TestQuality measured() {
            return measuredBeside(0).quality();
        }

        /** Beside neurons that answer nothing. */
        TestedModel measuredBeside(int silent) {
            int neurons = 1 + silent;
            RepeatedResponses responses = new RepeatedResponses(trials.length, neurons);
            int[] pictures = new int[trials.length];
            float[] rates = new float[trials.length * neurons];
            for (int i = 0; i < trials.length; i++) {
                pictures[i] = i;
                rates[i * neurons] = (float) predicted[i];
                for (double rate : trials[i]) {
                    float[] response = new float[neurons];
                    response[0] = (float) rate;
                    responses.add(i, response);
                }
            }
            return new HeldOutTest(responses, 1).of(new HeldOutPredictions(pictures, rates));
        }

        double[] means() {
            double[] means = new double[trials.length];
            for (int i = 0; i < means.length; i++) {
                means[i] = Correlation.mean(trials[i]);
            }
            return means;
        }

        double[] single() {
            return Arrays.stream(trials).flatMapToDouble(Arrays::stream).toArray();
        }

        double[] predictedForEach() {
            List<Double> all = new ArrayList<>();
            for (int i = 0; i < trials.length; i++) {
                for (int r = 0; r < trials[i].length; r++) {
                    all.add(predicted[i]);
                }
            }
            return all.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /** Signal and noise of equal size about a rate of 100, which rounding must stand. */
    private static OneNeuron neuron(long seed, int repeats, int extraOnOdd) {
        Random random = new Random(seed);
        double[][] trials = new double[PICTURES][];
        double[] predicted = new double[PICTURES];
        for (int i = 0; i < PICTURES; i++) {
            double signal = random.nextGaussian();
            predicted[i] = (float) (100.3 + 0.7 * signal + 0.4 * random.nextGaussian());
            trials[i] = new double[repeats + i % 2 * extraOnOdd];
            for (int r = 0; r < trials[i].length; r++) {
                trials[i][r] = (float) (100 + signal + random.nextGaussian());
            }
        }
        return new OneNeuron(trials, predicted);
    }

    private static double variance(double[] values) {
        double mean = Correlation.mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }

    @Test
    void shouldBeThePearsonCorrelationsWhenRepeatsAreUneven() {
        OneNeuron neuron = neuron(1, 1, 3);
        TestQuality quality = neuron.measured();
        assertEquals(
                Correlation.pearson(neuron.predicted(), neuron.means()),
                quality.of(QualityFigure.CORRELATION_TO_MEAN).values()[0],
                1e-5);
        assertEquals(
                Correlation.pearson(neuron.predictedForEach(), neuron.single()),
                quality.of(QualityFigure.SINGLE_TRIAL_CORRELATION).values()[0],
                1e-5);
        assertEquals(12, quality.pictures());
        assertEquals(6, quality.repeatedPictures());
        assertEquals(6 + 6 * 4, quality.presentations());
    }

    @Test
    void shouldBeTheCeilingsOfSpearmanAndBrown() {
        OneNeuron neuron = neuron(2, 5, 0);
        TestQuality quality = neuron.measured();
        RepeatedResponses responses = new RepeatedResponses(PICTURES, 1);
        for (int i = 0; i < PICTURES; i++) {
            for (double rate : neuron.trials()[i]) {
                responses.add(i, new float[] {(float) rate});
            }
        }
        Reliability reliability = responses.reliability().getFirst();
        double toMean = quality.of(QualityFigure.CEILING_TO_MEAN).values()[0];
        assertEquals(reliability.noiseCeiling(5), toMean, 1e-5);
        assertEquals(
                reliability.noiseCeiling(1),
                quality.of(QualityFigure.SINGLE_TRIAL_CEILING).values()[0],
                1e-5);
        assertEquals(
                quality.of(QualityFigure.CORRELATION_TO_MEAN).values()[0] / toMean,
                quality.of(QualityFigure.NORMALIZED_CORRELATION).values()[0],
                1e-5);
    }

    /** Sensorium's: total variance and squared error over all presentations, noise as the mean of the pictures' variances. */
    @Test
    void shouldBeSensoriumsFractionOfExplainableVarianceExplained() {
        OneNeuron neuron = neuron(3, 6, 0);
        double noise = 0;
        double squaredError = 0;
        double[] single = neuron.single();
        double[] predicted = neuron.predictedForEach();
        for (double[] trials : neuron.trials()) {
            noise += variance(trials) / PICTURES;
        }
        for (int i = 0; i < single.length; i++) {
            squaredError += (single[i] - predicted[i]) * (single[i] - predicted[i]) / single.length;
        }
        // Their variance over all presentations holds only this share of the signal's.
        double share = 6 * (PICTURES - 1) / (6.0 * PICTURES - 1);
        double expected = 1 - share * (squaredError - noise) / (variance(single) - noise);
        assertEquals(expected, neuron.measured().of(QualityFigure.FEVE).values()[0], 1e-4);
    }

    @Test
    void shouldTakeTheNoiseOffTheSquaredCorrelationAsPospisilAndBairDo() {
        OneNeuron neuron = neuron(4, 6, 0);
        double[] means = neuron.means();
        double noiseOfMean = 0;
        for (double[] trials : neuron.trials()) {
            noiseOfMean += variance(trials) / 6 / PICTURES;
        }
        double modelMean = Correlation.mean(neuron.predicted());
        double responseMean = Correlation.mean(means);
        double product = 0;
        double model = 0;
        double response = 0;
        double byNoise = 0;
        for (int i = 0; i < PICTURES; i++) {
            double m = neuron.predicted()[i] - modelMean;
            product += m * (means[i] - responseMean);
            model += m * m;
            response += (means[i] - responseMean) * (means[i] - responseMean);
            byNoise += m * m * variance(neuron.trials()[i]) / 6;
        }
        double expected = (product * product - byNoise) / (model * (response - (PICTURES - 1) * noiseOfMean));
        assertEquals(expected, neuron.measured().of(QualityFigure.R2_ER).values()[0], 1e-5);
    }

    @Test
    void shouldSayNothingOfNoiseWhenNoPictureWasRepeated() {
        TestQuality quality = neuron(5, 1, 0).measured();
        for (QualityFigure figure : QualityFigure.values()) {
            Estimate estimate = quality.of(figure).of(0);
            assertEquals(figure.isOfAllShown(), estimate.isDefined(), figure.toString());
            assertEquals(figure.isOfAllShown(), estimate.hasInterval(), figure.toString());
            assertFalse(quality.typical(figure).isDefined(), "no neuron is known to be reliable");
        }
        assertTrue(quality.testCorrelation().hasInterval());
        assertFalse(quality.testCeiling().isDefined());
    }

    @Test
    void shouldKeepIntervalsWithinWhatIsPossible() {
        TestQuality quality = neuron(11, 2, 1).measured();
        assertTrue(
                quality.testCorrelation().high() <= 1, quality.testCorrelation().toString());
        BootstrapInterval wide = new BootstrapInterval(4);
        double[] columns = {0.5, -0.9, 0.9, 0.2, 0.7};
        assertEquals(new Estimate(0.5f, -1, 1), wide.ofPopulation(columns, IntervalScale.FISHER));
        assertEquals(1, wide.ofPopulation(columns, IntervalScale.UNEXPLAINED).high());
        assertEquals(0, wide.ofPopulation(columns, IntervalScale.SHARE).low());
    }

    @Test
    void shouldCountASilentNeuronAsNothingInTheTestCorrelationAlone() {
        OneNeuron neuron = neuron(6, 8, 0);
        TestQuality alone = neuron.measured();
        TestQuality beside = neuron.measuredBeside(3).quality();
        assertEquals(
                alone.testCorrelation().value() / 4, beside.testCorrelation().value(), 1e-6);
        assertEquals(alone.testCeiling().value() / 4, beside.testCeiling().value(), 1e-6);
        assertArrayEquals(new int[] {0}, beside.reliable());
        for (QualityFigure figure : QualityFigure.values()) {
            assertEquals(alone.typical(figure).value(), beside.typical(figure).value());
            assertFalse(beside.of(figure).of(2).isDefined(), "of a silent neuron " + figure);
        }
    }

    @Test
    void shouldGiveAConstantModelNoCorrelationButItsExplainedVariance() {
        OneNeuron neuron = neuron(7, 8, 0);
        double[] constant = new double[PICTURES];
        Arrays.fill(constant, Correlation.mean(neuron.single()));
        TestQuality quality = new OneNeuron(neuron.trials(), constant).measured();
        assertFalse(quality.of(QualityFigure.CORRELATION_TO_MEAN).of(0).isDefined());
        assertFalse(quality.of(QualityFigure.R2_ER).of(0).isDefined());
        // The mean of these very pictures is ahead of the mean of all by about 1 / pictures.
        assertEquals(1.0 / PICTURES, quality.of(QualityFigure.FEVE).values()[0], 0.05);
        assertFalse(quality.testCorrelation().isDefined());
    }

    @Test
    void shouldKnowTheCeilingsOfAModelThatCannotSayYet() {
        OneNeuron neuron = neuron(8, 8, 0);
        double[] unknown = new double[PICTURES];
        Arrays.fill(unknown, Double.NaN);
        TestQuality quality = new OneNeuron(neuron.trials(), unknown).measured();
        for (QualityFigure figure : QualityFigure.values()) {
            assertEquals(figure.isCeiling(), quality.of(figure).of(0).isDefined(), figure.toString());
        }
        assertFalse(quality.testCorrelation().isDefined());
        assertTrue(quality.testCeiling().isDefined());
    }

    @Test
    void shouldDefineNothingBeforeTwoPicturesWereShown() {
        RepeatedResponses responses = new RepeatedResponses(3, 2);
        responses.add(1, new float[] {1, 2});
        HeldOutTest test = new HeldOutTest(responses, 1);
        TestedModel model = test.of(new HeldOutPredictions(new int[] {1}, new float[2]));
        assertFalse(model.quality().testCorrelation().isDefined());
        assertFalse(model.minus(model).testCorrelation().isDefined());
        assertEquals(1, model.quality().pictures());
        assertEquals(2, model.quality().neurons());
        assertThrows(
                IllegalArgumentException.class, () -> test.of(new HeldOutPredictions(new int[] {0}, new float[2])));
    }

    @Test
    void shouldGiveTheSameBitsAgainAndOtherIntervalsForAnotherSeed() {
        SimulatedTest.Shown shown = new SimulatedTest(new Random(9), 20, 0.2, 0.6).show(new Random(10), 25, 8);
        TestQuality first =
                new HeldOutTest(shown.responses(), 1).of(shown.predictions()).quality();
        TestQuality again =
                new HeldOutTest(shown.responses(), 1).of(shown.predictions()).quality();
        TestQuality other =
                new HeldOutTest(shown.responses(), 2).of(shown.predictions()).quality();
        for (QualityFigure figure : QualityFigure.values()) {
            assertArrayEquals(first.of(figure).lows(), again.of(figure).lows());
            assertEquals(first.of(figure).mean(), again.of(figure).mean());
            assertArrayEquals(first.of(figure).values(), other.of(figure).values());
            assertNotEquals(
                    first.of(figure).mean().low(), other.of(figure).mean().low());
        }
    }

    @Test
    void shouldGivePearsonsCorrelationOfEachNeuronAndTheirMean() {
        SimulatedTest.Shown shown = new SimulatedTest(new Random(9), 20, 0.2, 0.6).show(new Random(10), 25, 8);
        ModelQuality plain = ModelQuality.of(shown.predictions(), shown.responses());
        TestQuality quality =
                new HeldOutTest(shown.responses(), 1).of(shown.predictions()).quality();
        float[] correlations = quality.correlations();
        assertEquals(20, correlations.length);
        for (int n = 0; n < correlations.length; n++) {
            assertEquals(plain.perNeuron()[n], correlations[n], 1e-6);
        }
        assertEquals(plain.mean(), quality.meanCorrelation(), 1e-6);
        TestQuality none = TestQuality.none(3, 1, 2);
        assertArrayEquals(new float[3], none.correlations());
        assertEquals(0, none.meanCorrelation());
    }

    @Test
    void shouldHaveStudentsQuantiles() {
        assertEquals(3.182446, BootstrapInterval.student(3), 0.01);
        assertEquals(2.306004, BootstrapInterval.student(8), 5e-4);
        assertEquals(2.063899, BootstrapInterval.student(24), 1e-5);
        assertEquals(1.984217, BootstrapInterval.student(99), 1e-5);
    }

    @Test
    void shouldBoundTheWorkOfATest() {
        assertEquals(201, PictureResamples.draw(25, 120, 1).columns());
        assertEquals(134, PictureResamples.draw(25, 300, 1).columns());
        assertEquals(101, PictureResamples.draw(100, 5000, 1).columns());
        double[][] weights = PictureResamples.draw(10, 1, 3).weights();
        for (int sample = 1; sample < weights[0].length; sample++) {
            double drawn = 0;
            for (double[] picture : weights) {
                drawn += picture[sample];
            }
            assertEquals(10, drawn, "as many pictures are drawn as there are");
        }
    }
}
