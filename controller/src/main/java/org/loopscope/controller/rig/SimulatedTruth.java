package org.loopscope.controller.rig;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.acquisition.simulated.GroundTruth;
import org.loopscope.controller.summary.TargetTruth;
import org.loopscope.controller.summary.Truth;
import org.loopscope.inference.simulated.V1Population;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusImage;

/** What the simulation knows, for scoring after the session and for the files beside the log. */
final class SimulatedTruth implements Truth, TruthWriter {
    /** A detected cell is a simulated one when they share at least this much of their union's pixels. */
    private static final double LEAST_OVERLAP = 0.2;

    private final V1Population neurons;
    private final GroundTruth field;
    private final StimulusBank bank;
    private final double contrastRms;
    private final TruthRecorder frames;

    SimulatedTruth(
            V1Population neurons, GroundTruth field, StimulusBank bank, double contrastRms, TruthRecorder frames) {
        this.neurons = neurons;
        this.field = field;
        this.bank = bank;
        this.contrastRms = contrastRms;
        this.frames = frames;
    }

    @Override
    public @Nullable TargetTruth of(RoiSet rois, Roi cell, StimulusImage mostExciting, StimulusImage bestOfBank) {
        int neuron = neuronAt(cell);
        if (neuron < 0) {
            return null;
        }
        DoubleSummaryStatistics ofBank = bank.choosable().stream()
                .mapToDouble(image -> neurons.trueDrive(neuron, image))
                .summaryStatistics();
        StimulusImage optimum = neurons.optimalImage(neuron, contrastRms);
        return new TargetTruth(
                neurons.trueDrive(neuron, mostExciting),
                neurons.trueDrive(neuron, bestOfBank),
                ofBank.getMax(),
                ofBank.getAverage(),
                neurons.trueDrive(neuron, optimum),
                optimum,
                neurons.kindOf(neuron).word());
    }

    @Override
    public double driveOf(Roi cell, StimulusImage image) {
        int neuron = neuronAt(cell);
        return neuron < 0 ? Double.NaN : neurons.trueDrive(neuron, image);
    }

    @Override
    public @Nullable String kindOf(Roi cell) {
        int neuron = neuronAt(cell);
        return neuron < 0 ? null : neurons.kindOf(neuron).word();
    }

    /** The simulated neuron under a detected cell, or -1. */
    private int neuronAt(Roi cell) {
        Set<Integer> pixels = new HashSet<>();
        for (int pixel : cell.pixels()) {
            pixels.add(pixel);
        }
        int best = -1;
        double most = LEAST_OVERLAP;
        List<Roi> masks = field.masks().rois();
        for (int n = 0; n < masks.size(); n++) {
            int shared = 0;
            for (int pixel : masks.get(n).pixels()) {
                shared += pixels.contains(pixel) ? 1 : 0;
            }
            double overlap = (double) shared / (pixels.size() + masks.get(n).pixels().length - shared);
            if (overlap > most) {
                most = overlap;
                best = n;
            }
        }
        return best;
    }

    @Override
    public void write(Path sessionFolder) throws IOException {
        writeNeurons(sessionFolder.resolve("ground-truth-neurons.json"));
        writeShifts(sessionFolder.resolve("ground-truth-shifts.csv"));
        writeSpikes(sessionFolder.resolve("ground-truth-spikes.csv"));
    }

    private void writeNeurons(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode cells = mapper.createArrayNode();
        for (int n = 0; n < neurons.count(); n++) {
            ObjectNode cell = mapper.valueToTree(neurons.truth().cells().get(n));
            cell.put("neuron", n);
            cell.put("kind", neurons.kindOf(n).word());
            ArrayNode mask = cell.putArray("mask_pixels");
            for (int pixel : field.masks().rois().get(n).pixels()) {
                mask.add(pixel);
            }
            cells.add(cell);
        }
        mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), cells);
    }

    private void writeShifts(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("frame,shift_x_px,shift_y_px\n");
            for (int i = 0; i < frames.frames(); i++) {
                out.write(i + "," + frames.shiftXPx(i) + "," + frames.shiftYPx(i) + "\n");
            }
        }
    }

    /** One line for each frame and neuron with spikes. */
    private void writeSpikes(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("frame,neuron,spikes\n");
            for (int i = 0; i < frames.frames(); i++) {
                for (int n = 0; n < neurons.count(); n++) {
                    if (frames.spikes(i, n) > 0) {
                        out.write(i + "," + n + "," + frames.spikes(i, n) + "\n");
                    }
                }
            }
        }
    }
}
