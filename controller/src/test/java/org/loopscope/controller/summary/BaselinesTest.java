package org.loopscope.controller.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.Response;
import org.loopscope.inference.quality.Baseline;
import org.loopscope.inference.quality.Estimate;
import org.loopscope.inference.quality.ModelQuality;
import org.loopscope.inference.quality.PixelRidge;
import org.loopscope.inference.quality.QualityFigure;
import org.loopscope.stimulus.GaudyPicture;
import org.loopscope.stimulus.StimulusImage;

class BaselinesTest {
    private final TestedSession session = new TestedSession(5);

    /** Says the mean response for every picture. */
    private record MeanResponse() implements Baseline {
        @Override
        public String name() {
            return "mean response";
        }

        @Override
        public ModelQuality.Predictor fit(float[] images, float[] responses, int count, int pixels, int neurons) {
            float[] means = new float[neurons];
            for (int i = 0; i < responses.length; i++) {
                means[i % neurons] += responses[i] / count;
            }
            return (shown, shownCount, rates) -> {
                for (int i = 0; i < shownCount * neurons; i++) {
                    rates[i] = means[i % neurons];
                }
            };
        }
    }

    /** Keeps what it was to be fitted to. */
    private static final class Keeping implements Baseline {
        private float[] images = {};

        @Override
        public String name() {
            return "keeping";
        }

        @Override
        public ModelQuality.Predictor fit(float[] given, float[] responses, int count, int pixels, int neurons) {
            images = given;
            return (shown, shownCount, rates) -> {};
        }
    }

    @Test
    void shouldFitBaselinesToGaudyPicturesAsTheyWereShown() {
        Keeping keeping = new Keeping();
        BaselineRecord record = new BaselineRecord(session.bank(), List.of(keeping), 1);
        session.toGaudyPictures().forEach(record::add);
        assertEquals(1, record.results(session.predictions()).size());
        int at = 0;
        for (StimulusImage picture : session.bank().choosable()) {
            for (float pixel : GaudyPicture.of(picture).pixels()) {
                assertEquals(pixel, keeping.images[at++]);
            }
        }
        assertEquals(at, keeping.images.length);
    }

    private BaselineRecord record(List<Response> responses) {
        Baseline ridge = new Baseline.OnPixels(new PixelRidge.Settings(0.15, 1));
        BaselineRecord record = new BaselineRecord(session.bank(), List.of(ridge, new MeanResponse()), 1);
        responses.forEach(record::add);
        return record;
    }

    @Test
    void shouldPutTheModelAheadOfALinearOneThatCannotSeeEnergy() {
        List<BaselineResult> results = record(session.responses()).results(session.predictions());
        assertEquals(
                List.of("pixel ridge", "mean response"),
                results.stream().map(BaselineResult::name).toList());
        BaselineResult ridge = results.getFirst();
        Estimate ahead = ridge.ahead().of(QualityFigure.CORRELATION_TO_MEAN);
        assertEquals(
                session.quality().typical(QualityFigure.CORRELATION_TO_MEAN).value()
                        - ridge.quality()
                                .typical(QualityFigure.CORRELATION_TO_MEAN)
                                .value(),
                ahead.value(),
                1e-6);
        assertTrue(ahead.low() > 0, "the model is ahead beyond chance: " + ahead);
        BaselineResult mean = results.getLast();
        assertFalse(mean.quality().typical(QualityFigure.CORRELATION_TO_MEAN).isDefined());
        assertEquals(0, mean.quality().typical(QualityFigure.FEVE).value(), 0.1);
        assertTrue(mean.ahead().of(QualityFigure.FEVE).low() > 0);
    }

    @Test
    void shouldTestTheBaselinesWhenTheModelWasNeverAsked() {
        BaselineResult ridge = record(session.responses()).results(null).getFirst();
        assertTrue(ridge.quality().testCorrelation().isDefined());
        assertFalse(ridge.ahead().of(QualityFigure.FEVE).isDefined());
    }

    @Test
    void shouldSayNothingWhenThereIsTooLittleToFit() {
        assertEquals(List.of(), record(session.responses().subList(0, 10)).results(null));
        assertEquals(List.of(), record(List.of()).results(null));
    }

    @Test
    void shouldShowTheTableWithADashWhereNothingIsDefined() {
        List<BaselineResult> results = record(session.responses()).results(session.predictions());
        List<String> lines = QualityText.table(session.quality(), results);
        String table = String.join("\n", lines);
        assertTrue(lines.getFirst().contains("20 held-out pictures, 120 presentations; 7 of 8 neurons"), table);
        assertTrue(lines.get(1).matches(" +model +pixel ridge +model minus it +mean response +model minus it"), table);
        String toMean = lines.stream()
                .filter(line -> line.contains("r, means of repeats"))
                .findFirst()
                .orElseThrow();
        assertEquals(3, toMean.chars().filter(c -> c == '[').count(), "model, ridge and their difference: " + table);
        assertTrue(toMean.matches(".* - +-"), table);
        assertFalse(table.contains("NaN"), table);
    }

    @Test
    void shouldWriteNullForWhatIsNotDefined() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        List<BaselineResult> results = record(session.responses()).results(session.predictions());
        QualityJson.model(node, session.quality(), results);
        assertEquals(
                session.quality().of(QualityFigure.FEVE).median().low(),
                node.at("/test/feve/median/low").floatValue());
        assertEquals(7, node.at("/test/reliable_neurons").asInt());
        assertEquals("mean response", node.at("/baselines/1/name").asText());
        assertTrue(node.at("/baselines/1/test/r2_er/mean/value").isNull());
        assertTrue(node.at("/baselines/0/model_minus_baseline/correlation_to_mean_mean/low")
                        .asDouble()
                > 0);
    }
}
