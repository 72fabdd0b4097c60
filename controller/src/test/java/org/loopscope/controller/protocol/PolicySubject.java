package org.loopscope.controller.protocol;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.simulated.V1Population;
import org.loopscope.inference.simulated.V1Settings;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Screen;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusImage;
import org.loopscope.stimulus.generate.BankGenerator;
import org.loopscope.stimulus.generate.BankSettings;
import org.loopscope.stimulus.recorded.RecordedFiles;
import org.loopscope.stimulus.recorded.RecordedSubject;

/** Cells that answer to pictures, and what a model of them is tested on: the bank's held-out pictures. */
interface PolicySubject {
    StimulusBank bank();

    int neurons();

    /** One noisy response of every cell. */
    float[] respond(Stimulus stimulus);

    /** What the model's predictions for a held-out picture are compared with. */
    float[] truth(int heldOut);

    /** Simulated V1 cells, three in ten of them simple; responses are spike counts of half a second. */
    final class Simulated implements PolicySubject {
        static final double CONTRAST_RMS = 0.3;
        private static final int CELLS = 100;
        private static final long PRESENTATION_NS = 500_000_000L;

        final V1Population population;
        private final StimulusBank bank;
        private @Nullable StimulusImage onScreen;
        private long nowNs;

        Simulated(PictureSize size, int choosable, long seed) {
            Screen screen = sessionNs -> onScreen;
            population =
                    new V1Population(V1Settings.standard(seed).with(CELLS, size).withShares(0.3, 0, 0), screen);
            bank = new BankGenerator(new BankSettings(size, choosable, 200, CONTRAST_RMS, seed)).generate();
        }

        @Override
        public StimulusBank bank() {
            return bank;
        }

        @Override
        public int neurons() {
            return CELLS;
        }

        @Override
        public float[] respond(Stimulus stimulus) {
            onScreen = bank.pictureOf(stimulus);
            int[] counts = new int[CELLS];
            population.spikes(nowNs, nowNs + PRESENTATION_NS, counts);
            nowNs += PRESENTATION_NS;
            float[] rates = new float[CELLS];
            for (int n = 0; n < CELLS; n++) {
                rates[n] = counts[n];
            }
            return rates;
        }

        /** Without noise. */
        @Override
        public float[] truth(int heldOut) {
            float[] rates = new float[CELLS];
            for (int n = 0; n < CELLS; n++) {
                rates[n] = population.trueRate(n, bank.heldOut().get(heldOut));
            }
            return rates;
        }
    }

    /** Responses of macaque V4 (Cowley et al.): a picture's response is always the recorded one. */
    final class Recorded implements PolicySubject {
        private final RecordedSubject subject;

        private Recorded(RecordedSubject subject) {
            this.subject = subject;
        }

        /** Without the sample data the test is skipped. */
        static Recorded require(PictureSize size, long split) {
            String folder = System.getenv("LOOPSCOPE_DATA");
            List<Path> files = new ArrayList<>();
            for (String name : List.of("v4/images_201025.zip", "v4/responses_201025.npy")) {
                Path file = Path.of(folder == null ? "shared/data" : folder, name);
                assumeTrue(Files.exists(file), () -> "skipped: no " + file + "; set LOOPSCOPE_DATA to the sample data");
                files.add(file);
            }
            return new Recorded(RecordedSubject.read(new RecordedFiles(files.get(0), files.get(1), size, split)));
        }

        @Override
        public StimulusBank bank() {
            return subject.bank();
        }

        @Override
        public int neurons() {
            return subject.neurons();
        }

        @Override
        public float[] respond(Stimulus stimulus) {
            float[] rates = new float[subject.neurons()];
            subject.respond(stimulus, rates);
            return rates;
        }

        @Override
        public float[] truth(int heldOut) {
            return respond(new Stimulus.HeldOutImage(heldOut));
        }
    }
}
