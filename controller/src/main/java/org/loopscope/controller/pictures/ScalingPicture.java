package org.loopscope.controller.pictures;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.loopscope.controller.pictures.Sheet.Anchor;
import org.loopscope.stimulus.PictureSize;

/** How the network's training time and its memory grow with the number of neurons, for several sizes of pictures. */
public record ScalingPicture(List<Line> lines, String device) implements Picture {
    private static final int WIDTH_PX = 1460;
    private static final int HEIGHT_PX = 720;
    private static final double TOP = 130;
    private static final double BOTTOM = 600;
    private static final double[] LEFT = {140, 840};
    private static final double PANEL_PX = 450;

    /**
     * Pictures of one size.
     *
     * @param neurons rising
     * @param stepMs median time of a training step
     * @param memoryMb of the device's buffers
     */
    public record Line(PictureSize size, double[] neurons, double[] stepMs, double[] memoryMb) {}

    public ScalingPicture {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to draw: no case was measured");
        }
    }

    @Override
    public BufferedImage draw() {
        Sheet sheet = new Sheet(WIDTH_PX, HEIGHT_PX);
        sheet.title("The network: time and memory over the number of neurons");
        sheet.label(
                "Klindt et al. 2017, 48 channels, batch of 64; " + device + "; dashed: in proportion",
                30,
                76,
                Anchor.LEFT,
                Palette.FAINT);
        panel(sheet, LEFT[0], "Milliseconds a training step", Line::stepMs);
        panel(sheet, LEFT[1], "Memory (MB)", Line::memoryMb);
        return sheet.finished();
    }

    private void panel(Sheet sheet, double leftPx, String what, Function<Line, double[]> values) {
        Axis x = GrowthCurves.decades(all(Line::neurons), leftPx, leftPx + PANEL_PX);
        Axis y = GrowthCurves.decades(all(values), BOTTOM, TOP);
        PlotArea plot = new PlotArea(sheet, x, y);
        plot.draw("Neurons", what, 0, 0);
        GrowthCurves curves = new GrowthCurves(plot);
        for (Line line : lines) {
            curves.add(line.size().toString(), line.neurons(), values.apply(line));
        }
    }

    private double[] all(Function<Line, double[]> values) {
        return lines.stream()
                .flatMapToDouble(line -> Arrays.stream(values.apply(line)))
                .toArray();
    }
}
