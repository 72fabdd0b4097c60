package org.loopscope.controller.modelfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loopscope.inference.encoder.NamedWeights;

/** A network's weights and where they come from, in a file whose SHA-256 is checked when it is read. */
public record ModelFile(ModelOrigin origin, List<NamedWeights> weights) {
    private static final String FORMAT = "loopscope_model";
    private static final String VERSION = "1";
    private static final String CHECKSUM = "sha256";
    /** What the first files, which do not name them, were made of. */
    private static final String ONLY_CORE = "convolutional";

    private static final String ONLY_READOUT = "factorized";
    private static final long MOST_BYTES = 1L << 30;

    public ModelFile {
        weights = List.copyOf(weights);
    }

    /** Writes beside the file first, so that there is never half of one. */
    public void write(Path file) throws IOException {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("session", origin.session());
        metadata.put("presentations", Integer.toString(origin.presentations()));
        metadata.put("software", origin.software());
        metadata.put("picture_size", origin.pictureSize());
        metadata.put("core", origin.core());
        metadata.put("readout", origin.readout());
        metadata.put(FORMAT, VERSION);
        metadata.put(CHECKSUM, checksum(weights));
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = new SafeTensors(metadata, weights).bytes();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws IOException with one line: which file, what is wrong with it, what to do */
    public static ModelFile read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": no such model file; ./loopscope model SESSION_DIR writes one");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " has " + Files.size(file) + " bytes: that is no model of Loopscope's");
        }
        SafeTensors read;
        try {
            read = SafeTensors.read(ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new IOException(file + " " + e.getMessage() + "; write it anew with ./loopscope model", e);
        }
        if (!VERSION.equals(read.metadata().get(FORMAT))) {
            throw new IOException(file + " is not a model of Loopscope's, or one of another version");
        }
        if (!checksum(read.arrays()).equals(read.metadata().get(CHECKSUM))) {
            throw new IOException(
                    file + " is damaged: its numbers do not have the checksum that it names; write it anew"
                            + " with ./loopscope model");
        }
        return new ModelFile(origin(read.metadata(), file), read.arrays());
    }

    private static ModelOrigin origin(Map<String, String> metadata, Path file) throws IOException {
        try {
            return new ModelOrigin(
                    metadata.getOrDefault("session", ""),
                    Integer.parseInt(metadata.getOrDefault("presentations", "0")),
                    metadata.getOrDefault("software", ""),
                    metadata.getOrDefault("picture_size", ""),
                    metadata.getOrDefault("core", ONLY_CORE),
                    metadata.getOrDefault("readout", ONLY_READOUT));
        } catch (NumberFormatException e) {
            throw new IOException(file + " is damaged: it does not say from how many presentations it was learnt", e);
        }
    }

    /** Of a line for each array, such as {@code core.0.shift [48]}, and then of all numbers as they are in the file. */
    private static String checksum(List<NamedWeights> weights) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (NamedWeights array : weights) {
                String line = array.name() + " " + array.shape() + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            digest.update(SafeTensors.data(weights));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
