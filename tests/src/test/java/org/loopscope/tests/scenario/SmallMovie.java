package org.loopscope.tests.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A recording of two square cells that flash together every fifty frames, as a plain 16-bit TIFF with its regions. */
final class SmallMovie {
    static final int FRAMES = 200;
    static final int SIDE_PX = 64;
    private static final int CELL_PX = 8;
    private static final int[][] CELLS = {{12, 20}, {40, 36}};
    private static final int PAGE_BYTES = 2 * SIDE_PX * SIDE_PX;
    private static final int ENTRIES = 9;
    private static final int DIRECTORY_BYTES = 2 + 12 * ENTRIES + 4;

    private SmallMovie() {}

    static Path movie(Path folder) throws IOException {
        ByteBuffer file =
                ByteBuffer.allocate(8 + FRAMES * (PAGE_BYTES + DIRECTORY_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8 + PAGE_BYTES);
        SplittableRandom random = new SplittableRandom(11);
        for (int frame = 0; frame < FRAMES; frame++) {
            int pixelsAt = file.position();
            page(frame, random, file);
            directory(pixelsAt, frame == FRAMES - 1, file);
        }
        return Files.write(folder.resolve("movie.tif"), file.array());
    }

    private static void page(int frame, SplittableRandom random, ByteBuffer file) {
        boolean flash = frame > 60 && frame % 50 < 4;
        for (int y = 0; y < SIDE_PX; y++) {
            for (int x = 0; x < SIDE_PX; x++) {
                int counts = 200 + random.nextInt(20);
                for (int[] cell : CELLS) {
                    if (x >= cell[0] && x < cell[0] + CELL_PX && y >= cell[1] && y < cell[1] + CELL_PX) {
                        counts += flash ? 600 : 200;
                    }
                }
                file.putShort((short) counts);
            }
        }
    }

    private static void directory(int pixelsAt, boolean last, ByteBuffer file) {
        int end = file.position() + DIRECTORY_BYTES;
        file.putShort((short) ENTRIES);
        entry(file, 256, SIDE_PX);
        entry(file, 257, SIDE_PX);
        entry(file, 258, 16);
        entry(file, 259, 1);
        entry(file, 262, 1);
        entry(file, 273, pixelsAt);
        entry(file, 277, 1);
        entry(file, 278, SIDE_PX);
        entry(file, 279, PAGE_BYTES);
        file.putInt(last ? 0 : end + PAGE_BYTES);
    }

    /** One value of type LONG. */
    private static void entry(ByteBuffer file, int tag, int value) {
        file.putShort((short) tag).putShort((short) 4).putInt(1).putInt(value);
    }

    static Path regions(Path folder) throws IOException {
        StringBuilder json = new StringBuilder();
        for (int[] cell : CELLS) {
            json.append(json.isEmpty() ? "[" : ",").append("{\"coordinates\": [");
            for (int i = 0; i < CELL_PX * CELL_PX; i++) {
                json.append(i == 0 ? "" : ",")
                        .append('[')
                        .append(cell[1] + i / CELL_PX)
                        .append(',')
                        .append(cell[0] + i % CELL_PX)
                        .append(']');
            }
            json.append("]}");
        }
        return Files.writeString(folder.resolve("regions.json"), json.append(']'));
    }
}
