package org.loopscope.controller.log.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Tclose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/** A column of texts that is appended to while the session runs. */
public final class ExtendibleTexts implements Growing {
    private static final int COLLECTED_ROWS = 256;

    private final Dataset dataset;
    private final long memoryType;
    private final List<String> collected = new ArrayList<>();
    private final CRC32C crc = new CRC32C();
    private long bytes;

    ExtendibleTexts(Hdf5File file, String path, int chunkRows) {
        this.memoryType = NativeTypes.text();
        this.dataset = Dataset.create(file, path, memoryType, new long[0], chunkRows, Filters.NONE);
    }

    public void append(String text) {
        collected.add(text);
        if (collected.size() == COLLECTED_ROWS) {
            drain();
        }
    }

    @Override
    public void drain() {
        if (collected.isEmpty()) {
            return;
        }
        try (CTexts texts = new CTexts(collected)) {
            texts.addTo(crc);
            bytes += texts.length();
            dataset.append(collected.size(), memoryType, texts.pointers());
        }
        collected.clear();
    }

    @Override
    public Optional<DatasetChecksum> checksum() {
        drain();
        return Optional.of(new DatasetChecksum(dataset.path(), bytes, (int) crc.getValue()));
    }

    @Override
    public Dataset dataset() {
        return dataset;
    }

    @Override
    public void close() {
        dataset.close();
        H5Tclose(memoryType);
    }
}
