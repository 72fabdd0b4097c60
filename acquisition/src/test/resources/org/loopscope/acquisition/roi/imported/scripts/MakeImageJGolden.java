import ij.gui.EllipseRoi;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.RotatedRectRoi;
import ij.gui.ShapeRoi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import ij.process.FloatPolygon;
import ij.process.ImageProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes ImageJ selections with ImageJ itself (net.imagej:ij:1.54f), and the pixels that ImageJ's own masks have:
 *
 * <pre>java -cp ij-1.54f.jar MakeImageJGolden.java OUT</pre>
 *
 * Also takes {@code OUT/roifile.zip}, which make_roifile.py writes, and lets ImageJ say what is in it.
 */
final class MakeImageJGolden {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 56;

    public static void main(String[] arguments) throws IOException {
        Path out = Path.of(arguments[0]);
        Files.createDirectories(out);
        List<Roi> rois = rois();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(out.resolve("RoiSet.zip")))) {
            for (int i = 0; i < rois.size(); i++) {
                zip.putNextEntry(new ZipEntry("%04d-%s.roi".formatted(i, rois.get(i).getTypeAsString())));
                zip.write(RoiEncoder.saveAsByteArray(rois.get(i)));
                zip.closeEntry();
            }
        }
        Files.write(out.resolve("single.roi"), RoiEncoder.saveAsByteArray(rois.getFirst()));
        Files.write(out.resolve("composite.roi"), RoiEncoder.saveAsByteArray(rois.get(8)));
        expect(out.resolve("RoiSet.zip"), out.resolve("RoiSet_expected.json"));
        if (Files.exists(out.resolve("roifile.zip"))) {
            expect(out.resolve("roifile.zip"), out.resolve("roifile_expected.json"));
        }
    }

    private static List<Roi> rois() {
        Random random = new Random(5);
        List<Roi> rois = new ArrayList<>();
        rois.add(new PolygonRoi(new int[] {3, 14, 17, 9, 2}, new int[] {4, 2, 11, 18, 12}, 5, Roi.POLYGON));
        rois.add(new Roi(20, 3, 9, 7));
        rois.add(new OvalRoi(33, 2, 13, 10));
        rois.add(new OvalRoi(48, 2, 8, 11));
        rois.add(free(random, 12, 30, 7, false));
        rois.add(new PolygonRoi(
                new int[] {30, 36, 36, 39, 39, 33, 33, 30}, new int[] {20, 20, 23, 23, 30, 30, 27, 27}, 8,
                Roi.TRACED_ROI));
        rois.add(free(random, 50, 25, 8, true));
        rois.add(new EllipseRoi(4.5, 44.2, 18.7, 50.1, 0.6));
        ShapeRoi ring = new ShapeRoi(new OvalRoi(24, 36, 16, 16));
        rois.add(ring.not(new ShapeRoi(new OvalRoi(28, 40, 7, 7))));
        rois.add(new ShapeRoi(new Roi(44, 40, 6, 6)).or(new ShapeRoi(new OvalRoi(52, 44, 8, 8))));
        rois.add(new RotatedRectRoi(40.3, 36.2, 47.9, 30.6, 5.2));
        rois.add(new Line(3, 3, 20, 20));
        rois.add(new PointRoi(9, 9));
        rois.add(new Roi(20.4, 12.7, 5.5, 4.2));
        rois.add(new OvalRoi(10.6, 21.3, 7.7, 6.1));
        rois.add(new PolygonRoi(new int[] {58, 70, 61}, new int[] {30, 36, 44}, 3, Roi.POLYGON));
        for (int i = 0; i < 6; i++) {
            rois.add(free(random, 10 + 8 * i, 28, 6, i % 2 == 0));
        }
        return rois;
    }

    private static PolygonRoi free(Random random, double cx, double cy, double r, boolean subPixel) {
        int n = 17;
        float[] x = new float[n];
        float[] y = new float[n];
        for (int i = 0; i < n; i++) {
            double radius = r * (0.6 + 0.4 * random.nextDouble());
            x[i] = (float) (cx + radius * Math.cos(2 * Math.PI * i / n));
            y[i] = (float) (cy + radius * Math.sin(2 * Math.PI * i / n));
            if (!subPixel) {
                x[i] = Math.round(x[i]);
                y[i] = Math.round(y[i]);
            }
        }
        return subPixel
                ? new PolygonRoi(new FloatPolygon(x, y), Roi.FREEROI)
                : new PolygonRoi(ints(x), ints(y), n, Roi.FREEROI);
    }

    private static int[] ints(float[] values) {
        int[] rounded = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = Math.round(values[i]);
        }
        return rounded;
    }

    /** The masks that ImageJ has of the zip's selections after reading them back. */
    private static void expect(Path zip, Path to) throws IOException {
        StringBuilder rois = new StringBuilder();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            for (int id = 0; entries.hasMoreElements(); id++) {
                ZipEntry entry = entries.nextElement();
                try (InputStream in = file.getInputStream(entry)) {
                    Roi roi = new RoiDecoder(in.readAllBytes(), entry.getName()).getRoi();
                    List<Integer> pixels = roi.isArea() ? pixels(roi) : List.of();
                    if (!pixels.isEmpty()) {
                        rois.append(rois.isEmpty() ? "" : ",\n").append("{\"id\": ").append(id);
                        rois.append(", \"pixels\": ").append(pixels).append(", \"weights\": [");
                        for (int i = 0; i < pixels.size(); i++) {
                            rois.append(i == 0 ? "" : ",").append((float) (1.0 / pixels.size()));
                        }
                        rois.append("]}");
                    }
                }
            }
        }
        Files.writeString(to, "{\"format\": \"loopscope-rois-1\", \"width_px\": " + WIDTH + ", \"height_px\": " + HEIGHT
                + ", \"provenance\": \"expected\", \"rois\": [\n" + rois + "]}\n");
    }

    private static List<Integer> pixels(Roi roi) {
        ImageProcessor mask = roi.getMask();
        java.awt.Rectangle bounds = roi.getBounds();
        List<Integer> pixels = new ArrayList<>();
        for (int y = Math.max(0, bounds.y); y < Math.min(HEIGHT, bounds.y + bounds.height); y++) {
            for (int x = Math.max(0, bounds.x); x < Math.min(WIDTH, bounds.x + bounds.width); x++) {
                if (mask == null || mask.get(x - bounds.x, y - bounds.y) != 0) {
                    pixels.add(y * WIDTH + x);
                }
            }
        }
        return pixels;
    }
}
