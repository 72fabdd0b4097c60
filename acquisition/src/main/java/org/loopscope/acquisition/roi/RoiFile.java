package org.loopscope.acquisition.roi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cells in a JSON file: our own format, with weights, and the regions of neurofinder, a list of
 * {@code {"id": 7, "coordinates": [[row, column], ...]}} (the id is optional), bare or under the key {@code regions}.
 * Every failure is an {@link IOException} with one line that names the file and the entry.
 */
public final class RoiFile {
    private static final String FORMAT = "loopscope-rois-1";
    /** How far from 1 the weights of a cell may sum up: what rounding in another program does. */
    private static final double WEIGHT_SUM_TOLERANCE = 1e-3;

    private final String file;
    private final int widthPx;
    private final int heightPx;

    private RoiFile(String file, int widthPx, int heightPx) {
        this.file = file;
        this.widthPx = widthPx;
        this.heightPx = heightPx;
    }

    /** Reads cells in either format for frames of this size. The pixels of neurofinder regions weigh the same. */
    public static RoiSet read(Path path, int widthPx, int heightPx) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + ": no such file; give the path of a JSON file with the cells");
        }
        return new RoiFile(path.toString(), widthPx, heightPx).read(path);
    }

    /** Writes our own format, from which {@link #read} gives the same cells, weights to the bit. */
    public static void write(Path path, RoiSet rois) throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("format", FORMAT);
        root.put("width_px", rois.widthPx());
        root.put("height_px", rois.heightPx());
        root.put("provenance", rois.provenance());
        ArrayNode list = root.putArray("rois");
        for (Roi roi : rois.rois()) {
            ObjectNode entry = list.addObject();
            entry.put("id", roi.id());
            ArrayNode pixels = entry.putArray("pixels");
            for (int pixel : roi.pixels()) {
                pixels.add(pixel);
            }
            ArrayNode weights = entry.putArray("weights");
            for (float weight : roi.weights()) {
                weights.add(weight);
            }
        }
        Files.write(path, mapper.writeValueAsBytes(root));
    }

    private RoiSet read(Path path) throws IOException {
        JsonNode root = parse(path);
        List<Roi> rois = new ArrayList<>();
        String provenance = "regions from " + path.getFileName();
        if (root.has("rois")) {
            checkOwnHeader(root);
            provenance = root.path("provenance").asText(provenance);
            for (JsonNode entry : list(root.path("rois"), "rois")) {
                rois.add(ownEntry(entry, "roi " + rois.size()));
            }
        } else {
            for (JsonNode entry : list(root.isArray() ? root : root.path("regions"), "regions")) {
                rois.add(region(entry, "region " + rois.size(), rois.size()));
            }
        }
        if (rois.isEmpty()) {
            throw failure("the list of cells", "is empty");
        }
        return new RoiSet(widthPx, heightPx, rois, provenance);
    }

    private JsonNode parse(Path path) throws IOException {
        try {
            JsonNode root = new JsonMapper().readTree(Files.readAllBytes(path));
            if (root.isMissingNode() || root.isNull()) {
                throw failure("the file", "is empty");
            }
            return root;
        } catch (CharConversionException e) {
            throw new IOException(file + ": not valid JSON: it is no text", e);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new IOException(
                    file + ": not valid JSON, or cut off" + where + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    private void checkOwnHeader(JsonNode root) throws IOException {
        if (!FORMAT.equals(root.path("format").asText())) {
            throw failure("format", "is \"" + root.path("format").asText() + "\", readable is \"" + FORMAT + "\"");
        }
        int width = root.path("width_px").asInt();
        int height = root.path("height_px").asInt();
        if (width != widthPx || height != heightPx) {
            throw failure(
                    "the cells",
                    "are those of frames of " + width + "x" + height + " px, wanted are " + widthPx + "x" + heightPx);
        }
    }

    private Roi ownEntry(JsonNode entry, String name) throws IOException {
        JsonNode pixelList = list(entry.path("pixels"), name + ", pixels");
        JsonNode weightList = list(entry.path("weights"), name + ", weights");
        if (pixelList.size() != weightList.size() || pixelList.isEmpty()) {
            throw failure(
                    name, "has " + pixelList.size() + " pixels and " + weightList.size() + " weights; one weight each");
        }
        int[] pixels = new int[pixelList.size()];
        float[] weights = new float[pixels.length];
        double sum = 0;
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = whole(pixelList.get(i), name);
            if (pixels[i] < 0 || pixels[i] >= widthPx * heightPx || (i > 0 && pixels[i] <= pixels[i - 1])) {
                throw failure(
                        name,
                        "has pixel " + pixels[i] + "; pixels must ascend and lie in the frame of " + widthPx + "x"
                                + heightPx + " px");
            }
            weights[i] = weightList.get(i).floatValue();
            if (!(weights[i] > 0)) {
                throw failure(name, "has the weight " + weightList.get(i) + "; weights must be above 0");
            }
            sum += weights[i];
        }
        if (!(Math.abs(sum - 1) <= WEIGHT_SUM_TOLERANCE)) {
            throw failure(name, "has weights that sum up to " + sum + "; they must sum up to 1");
        }
        return new Roi(whole(entry.path("id"), name + ", id"), pixels, weights);
    }

    private Roi region(JsonNode entry, String name, int number) throws IOException {
        JsonNode coordinates = list(entry.path("coordinates"), name + ", coordinates");
        if (coordinates.isEmpty()) {
            throw failure(name, "has no pixels");
        }
        int[] pixels = new int[coordinates.size()];
        for (int i = 0; i < pixels.length; i++) {
            JsonNode pair = coordinates.get(i);
            if (!pair.isArray() || pair.size() != 2) {
                throw failure(name, "has the coordinate " + pair + "; wanted is [row, column]");
            }
            int row = whole(pair.get(0), name);
            int column = whole(pair.get(1), name);
            if (row < 0 || row >= heightPx || column < 0 || column >= widthPx) {
                throw failure(
                        name,
                        "has the pixel [" + row + ", " + column + "] (row, column), outside the frame of " + widthPx
                                + "x" + heightPx + " px");
            }
            pixels[i] = row * widthPx + column;
        }
        int[] ascending = Arrays.stream(pixels).sorted().distinct().toArray();
        float[] weights = new float[ascending.length];
        Arrays.fill(weights, 1f / ascending.length);
        int id = entry.has("id") ? whole(entry.path("id"), name + ", id") : number;
        return new Roi(id, ascending, weights);
    }

    private JsonNode list(JsonNode node, String name) throws IOException {
        if (!node.isArray()) {
            throw failure(name, "is missing or not a list");
        }
        return node;
    }

    private int whole(JsonNode node, String name) throws IOException {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw failure(name, "has " + (node.isMissingNode() ? "nothing" : node) + " where a whole number is wanted");
        }
        return node.intValue();
    }

    private IOException failure(String entry, String what) {
        return new IOException(file + ": " + entry + " " + what);
    }
}
