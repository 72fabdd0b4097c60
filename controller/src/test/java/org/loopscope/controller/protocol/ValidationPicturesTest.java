package org.loopscope.controller.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.inference.policy.ValidationSchedule.Kind;
import org.loopscope.inference.policy.ValidationSchedule.Slot;
import org.loopscope.stimulus.ContrastEnergy;
import org.loopscope.stimulus.PictureSimilarity;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusImage;

class ValidationPicturesTest {
    private static final PictureSize SIZE = PictureSize.square(8);
    private static final int NEURONS = 4;
    private static final double CONTRAST_RMS = 0.3;

    private final Random random = new Random(6);
    private final List<StimulusImage> synthesized = new ArrayList<>();

    /** Of three targets; the bank's best of each is its first picture. */
    private List<Stimulus> natural(List<StimulusImage> bank) {
        Knowledge knowledge = new Knowledge(NEURONS, 1);
        knowledge.aimAt(new int[] {0, 1, 2});
        float[] scores = new float[bank.size() * NEURONS];
        scores[0] = scores[1] = scores[2] = 1;
        knowledge.take(new ModelUpdate.BankScores(10, scores));
        List<ModelUpdate.Candidate> candidates = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            synthesized.add(picture("mei " + t, CONTRAST_RMS));
            candidates.add(new ModelUpdate.Candidate(new Stimulus.Synthesized(t, 60, synthesized.get(t)), 1));
        }
        knowledge.take(new ModelUpdate.Images(10, 60, candidates));
        ValidationPictures pictures = ValidationPictures.of(knowledge, bank, NEURONS, 5);
        assertNotNull(pictures);
        List<Stimulus> shown = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            shown.add(pictures.of(new Slot(t, Kind.NATURAL)).stimulus());
        }
        return shown;
    }

    private StimulusImage picture(String id, double contrastRms) {
        float[] pixels = new float[SIZE.pixels()];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (float) random.nextGaussian();
        }
        ContrastEnergy.normalize(pixels, contrastRms);
        return new StimulusImage(id, SIZE, pixels);
    }

    private List<StimulusImage> bank(int count, double least, double most) {
        List<StimulusImage> bank = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bank.add(picture("photograph " + i, least + (most - least) * i / (count - 1)));
        }
        return bank;
    }

    @Test
    void shouldBringNaturalPicturesToTheContrastEnergyOfTheSynthesizedImage() {
        List<StimulusImage> bank = bank(12, 0.05, 0.25);
        List<StimulusImage> asTheyWere = bank.stream()
                .map(image -> new StimulusImage(image.id(), SIZE, image.pixels().clone()))
                .toList();
        Set<String> ids = new HashSet<>();
        for (Stimulus stimulus : natural(bank)) {
            Stimulus.Synthesized shown = assertInstanceOf(Stimulus.Synthesized.class, stimulus);
            assertEquals(CONTRAST_RMS, shown.image().contrastRms(), 1e-5);
            StimulusImage original = asTheyWere.stream()
                    .filter(image -> shown.image().id().startsWith(image.id() + "-"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    1,
                    PictureSimilarity.cosine(original.pixels(), shown.image().pixels()),
                    0.03,
                    "the same picture, clipped at most");
            ids.add(shown.image().id());
        }
        assertEquals(3, ids.size());
        for (int i = 0; i < bank.size(); i++) {
            assertEquals(asTheyWere.get(i).contrastRms(), bank.get(i).contrastRms(), "the bank stays as it is");
        }
    }

    @Test
    void shouldShowPicturesOfThatContrastAsTheBankHasThem() {
        for (Stimulus stimulus : natural(bank(12, CONTRAST_RMS, CONTRAST_RMS))) {
            Stimulus.BankImage shown = assertInstanceOf(Stimulus.BankImage.class, stimulus);
            assertNotEquals(0, shown.index(), "a target's best");
        }
    }

    @Test
    void shouldLeaveAPictureThatNoScaleBringsThere() {
        List<StimulusImage> bank = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            float[] dot = new float[SIZE.pixels()];
            dot[i] = 1;
            bank.add(new StimulusImage("dot " + i, SIZE, dot));
        }
        natural(bank).forEach(stimulus -> assertInstanceOf(Stimulus.BankImage.class, stimulus));
    }
}
