package org.loopscope.acquisition.file.miniscope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What metaData.json says of the device.
 *
 * @param device its kind, such as Miniscope_V4_BNO; empty when not said
 * @param rateHz as it was set; 0 when not said
 */
record MiniscopeMetadata(String device, double rateHz) {
    static final String NAME = "metaData.json";

    private static final long MOST_BYTES = 1 << 20;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}(\\.\\d{1,6})?");

    /** @return without a word where there is no such file */
    static MiniscopeMetadata read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return new MiniscopeMetadata("", 0);
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + ": larger than 1 MB, not the description of a device");
        }
        try {
            JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
            String kind = root.path("deviceType").asText("");
            // "20FPS", "20" or 20.
            Matcher rate = NUMBER.matcher(root.path("frameRate").asText(""));
            return new MiniscopeMetadata(
                    kind.replaceAll("[^\\w .-]", "?"), rate.lookingAt() ? Double.parseDouble(rate.group()) : 0);
        } catch (CharConversionException e) {
            throw new IOException(file + ": damaged JSON, it is no text", e);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new IOException(file + ": damaged JSON" + where, e);
        }
    }
}
