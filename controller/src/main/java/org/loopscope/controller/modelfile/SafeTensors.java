package org.loopscope.controller.modelfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loopscope.inference.encoder.NamedWeights;

/**
 * The safetensors format: the header's length (u64, little endian), a JSON header with each array's type, shape and
 * place, and the arrays. Arrays of 32-bit floats only.
 *
 * @param metadata texts by key
 */
record SafeTensors(Map<String, String> metadata, List<NamedWeights> arrays) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String METADATA = "__metadata__";
    private static final String TYPE = "F32";
    private static final int LENGTH_BYTES = 8;
    private static final int MOST_HEADER_BYTES = 1 << 20;

    /** The arrays' bytes alone, in their order. */
    static ByteBuffer data(List<NamedWeights> arrays) {
        int floats = arrays.stream().mapToInt(array -> array.values().length).sum();
        ByteBuffer data = ByteBuffer.allocate(floats * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (NamedWeights array : arrays) {
            for (float value : array.values()) {
                data.putFloat(value);
            }
        }
        return data.flip();
    }

    ByteBuffer bytes() throws JsonProcessingException {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode texts = root.putObject(METADATA);
        new TreeMap<>(metadata).forEach(texts::put);
        int at = 0;
        for (NamedWeights array : arrays) {
            ObjectNode entry = root.putObject(array.name()).put("dtype", TYPE);
            array.shape().forEach(entry.putArray("shape")::add);
            int end = at + array.values().length * Float.BYTES;
            entry.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        byte[] json = MAPPER.writeValueAsBytes(root);
        int padded = (json.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH_BYTES + padded + at).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(padded).put(json);
        while (bytes.position() < LENGTH_BYTES + padded) {
            bytes.put((byte) ' ');
        }
        return bytes.put(data(arrays)).flip();
    }

    /** @throws IOException with one line that says what is wrong with the bytes */
    static SafeTensors read(ByteBuffer file) throws IOException {
        ByteBuffer bytes = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < LENGTH_BYTES) {
            throw new IOException("is too short for a safetensors file");
        }
        long headerBytes = bytes.getLong();
        if (headerBytes < 2 || headerBytes > Math.min(MOST_HEADER_BYTES, bytes.remaining())) {
            throw new IOException("is no safetensors file, or was cut off: its header has " + headerBytes + " bytes");
        }
        byte[] json = new byte[(int) headerBytes];
        bytes.get(json);
        JsonNode root;
        try {
            root = MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IOException("is no safetensors file: its header is not JSON", e);
        }
        if (!root.isObject()) {
            throw new IOException("is no safetensors file: its header is not an object");
        }
        Map<String, String> metadata = new TreeMap<>();
        root.path(METADATA)
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
        List<NamedWeights> arrays = new ArrayList<>();
        long end = 0;
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (!entry.getKey().equals(METADATA)) {
                arrays.add(array(entry.getKey(), entry.getValue(), bytes.slice().order(ByteOrder.LITTLE_ENDIAN)));
                end = Math.max(
                        end, entry.getValue().path("data_offsets").path(1).asLong());
            }
        }
        if (end != bytes.remaining()) {
            throw new IOException("is damaged: " + (bytes.remaining() - end) + " bytes follow its last array");
        }
        return new SafeTensors(metadata, List.copyOf(arrays));
    }

    private static NamedWeights array(String name, JsonNode entry, ByteBuffer data) throws IOException {
        if (!entry.path("dtype").asText().equals(TYPE)) {
            throw new IOException("holds " + name + " as " + entry.path("dtype").asText() + "; it must be " + TYPE);
        }
        long begin = entry.path("data_offsets").path(0).asLong(-1);
        long end = entry.path("data_offsets").path(1).asLong(-1);
        if (begin < 0 || end < begin || end > data.limit() || (end - begin) % Float.BYTES != 0) {
            throw new IOException(
                    "was cut off or is damaged: " + name + " is said to end at byte " + end + " of " + data.limit());
        }
        List<Integer> shape = new ArrayList<>();
        entry.path("shape").forEach(length -> shape.add(length.asInt(-1)));
        float[] values = new float[(int) ((end - begin) / Float.BYTES)];
        data.slice((int) begin, (int) (end - begin))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        try {
            return new NamedWeights(name, shape, values);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("is damaged: " + name + " does not have its shape", e);
        }
    }
}
