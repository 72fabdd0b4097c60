package org.loopscope.acquisition.days;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Matches in a JSON file, for the log and for whoever follows a cell: {@code {"format": "loopscope-cell-matches-1",
 * "earlier": where the earlier cells come from, "now": where today's do, "registration": {"shift_x_px", "shift_y_px",
 * "rotation_deg", "correlation"}, "matches": [{"earlier": id, "now": id, "probability": 0.5 to 1}]}}; shift and rotation
 * are those of the field's middle.
 */
public final class MatchFile {
    private static final String FORMAT = "loopscope-cell-matches-1";

    private MatchFile() {}

    /** @param earlier provenance of the earlier day's cells; {@code now} that of today's */
    public static void write(Path path, DayMatches found, String earlier, String now) throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("format", FORMAT);
        root.put("earlier", earlier);
        root.put("now", now);
        FieldDisplacement displacement = found.registration().displacement();
        double x = displacement.widthPx() / 2.0;
        double y = displacement.heightPx() / 2.0;
        ObjectNode registration = root.putObject("registration");
        registration.put("shift_x_px", displacement.xPx(x, y));
        registration.put("shift_y_px", displacement.yPx(x, y));
        registration.put("rotation_deg", displacement.rotationDeg());
        registration.put("correlation", found.registration().correlation());
        ArrayNode matches = root.putArray("matches");
        for (CellMatch match : found.matches()) {
            ObjectNode entry = matches.addObject();
            entry.put("earlier", match.earlierId());
            entry.put("now", match.nowId());
            entry.put("probability", match.probability());
        }
        Files.write(path, mapper.writeValueAsBytes(root));
    }

    /** @throws IOException with one line that names the file and the entry, where it is not such a file */
    public static List<CellMatch> read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + ": no such file; give the file that the matches were written to");
        }
        JsonNode root;
        try {
            root = new JsonMapper().readTree(Files.readAllBytes(path));
        } catch (JsonProcessingException e) {
            throw new IOException(path + ": not valid JSON, or cut off", e);
        }
        if (!FORMAT.equals(root.path("format").asText())
                || !root.path("matches").isArray()) {
            throw new IOException(path + ": is not a file of matched cells (format " + FORMAT + ")");
        }
        List<CellMatch> matches = new ArrayList<>();
        Set<Integer> earlier = new HashSet<>();
        Set<Integer> now = new HashSet<>();
        for (JsonNode entry : root.path("matches")) {
            double probability = entry.path("probability").asDouble(Double.NaN);
            boolean whole = entry.path("earlier").isInt() && entry.path("now").isInt();
            if (!whole || !(probability >= 0 && probability <= 1)) {
                throw new IOException(path + ": match " + matches.size() + " lacks a cell or a probability of 0 to 1");
            }
            CellMatch match = new CellMatch(
                    entry.path("earlier").asInt(), entry.path("now").asInt(), probability);
            if (!earlier.add(match.earlierId()) || !now.add(match.nowId())) {
                throw new IOException(path + ": match " + matches.size() + " has a cell that was matched before");
            }
            matches.add(match);
        }
        return matches;
    }
}
