package org.loopscope.acquisition.file.tiff;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/**
 * Writes the TIFF files that the reader is tested on, straight from the TIFF 6.0 and BigTIFF descriptions: header, then
 * for each page its strips, its out-of-line tables and its directory.
 */
final class TiffWriter {
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    boolean big;
    int compression = 1;
    int predictor = 1;
    int sampleFormat = 1;
    int bits = 16;
    int rowsPerStrip = Integer.MAX_VALUE;

    private record Field(int tag, boolean wide, long[] values) {}

    byte[] write(List<short[]> pages, int widthPx) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer head = buffer(16);
        head.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4D4D));
        if (big) {
            head.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(0);
        } else {
            head.putShort((short) 42).putInt(0);
        }
        out.writeBytes(written(head));
        List<Integer> links = new ArrayList<>(List.of(big ? 8 : 4));
        List<Integer> directories = new ArrayList<>();
        for (short[] page : pages) {
            directories.add(page(out, page, widthPx, links));
        }
        byte[] bytes = out.toByteArray();
        ByteBuffer file = ByteBuffer.wrap(bytes).order(order);
        for (int i = 0; i < directories.size(); i++) {
            if (big) {
                file.putLong(links.get(i), directories.get(i));
            } else {
                file.putInt(links.get(i), directories.get(i));
            }
        }
        return bytes;
    }

    /** Appends one page, notes where its link to the next one lies, and answers where its directory begins. */
    private int page(ByteArrayOutputStream out, short[] pixels, int widthPx, List<Integer> links) {
        int heightPx = pixels.length / widthPx;
        int rows = Math.min(rowsPerStrip, heightPx);
        int strips = (heightPx + rows - 1) / rows;
        long[] offsets = new long[strips];
        long[] bytes = new long[strips];
        for (int strip = 0; strip < strips; strip++) {
            byte[] stored = strip(pixels, widthPx, strip * rows, Math.min(heightPx, (strip + 1) * rows));
            offsets[strip] = out.size();
            bytes[strip] = stored.length;
            out.writeBytes(stored);
        }
        List<Field> fields = List.of(
                new Field(256, false, new long[] {widthPx}),
                new Field(257, false, new long[] {heightPx}),
                new Field(258, false, new long[] {bits}),
                new Field(259, false, new long[] {compression}),
                new Field(273, true, offsets),
                new Field(277, false, new long[] {1}),
                new Field(278, false, new long[] {rows}),
                new Field(279, true, bytes),
                new Field(317, false, new long[] {predictor}),
                new Field(339, false, new long[] {sampleFormat}));
        long[] tables = new long[fields.size()];
        for (int i = 0; i < tables.length; i++) {
            byte[] values = values(fields.get(i));
            if (values.length > (big ? 8 : 4)) {
                tables[i] = out.size();
                out.writeBytes(values);
            }
        }
        return directory(out, fields, tables, links);
    }

    private int directory(ByteArrayOutputStream out, List<Field> fields, long[] tables, List<Integer> links) {
        int start = out.size();
        ByteBuffer directory = buffer(16 + fields.size() * 20);
        if (big) {
            directory.putLong(fields.size());
        } else {
            directory.putShort((short) fields.size());
        }
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            directory.putShort((short) field.tag()).putShort((short) (field.wide() ? big ? 16 : 4 : 3));
            byte[] values = values(field);
            if (big) {
                directory.putLong(field.values().length);
            } else {
                directory.putInt(field.values().length);
            }
            ByteBuffer slot = buffer(big ? 8 : 4);
            if (values.length <= slot.capacity()) {
                slot.put(values);
            } else if (big) {
                slot.putLong(tables[i]);
            } else {
                slot.putInt((int) tables[i]);
            }
            directory.put(written(slot.position(slot.capacity())));
        }
        links.add(start + directory.position());
        directory.put(new byte[big ? 8 : 4]);
        out.writeBytes(written(directory));
        return start;
    }

    private byte[] values(Field field) {
        int size = field.wide() ? big ? 8 : 4 : 2;
        ByteBuffer values = buffer(size * field.values().length);
        for (long value : field.values()) {
            switch (size) {
                case 2 -> values.putShort((short) value);
                case 4 -> values.putInt((int) value);
                default -> values.putLong(value);
            }
        }
        return written(values);
    }

    private byte[] strip(short[] pixels, int widthPx, int fromRow, int toRow) {
        ByteBuffer raw = buffer(2 * widthPx * (toRow - fromRow));
        for (int y = fromRow; y < toRow; y++) {
            for (int x = 0; x < widthPx; x++) {
                int before = predictor == 2 && x > 0 ? pixels[y * widthPx + x - 1] : 0;
                raw.putShort((short) (pixels[y * widthPx + x] - before));
            }
        }
        if (compression == 1) {
            return written(raw);
        }
        Deflater deflater = new Deflater();
        deflater.setInput(written(raw));
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[4096];
        while (!deflater.finished()) {
            out.write(chunk, 0, deflater.deflate(chunk));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static byte[] written(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }

    private ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(order);
    }
}
