package org.loopscope.acquisition.roi.imported;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.loopscope.acquisition.roi.Roi;

/** Files that were cut off or damaged at random: they are read or refused with one line, soon, and nothing else. */
class DamagedFilesTest {
    private static final int ROUNDS = Integer.getInteger("loopscope.damage.rounds", 600);
    private static final int FEW_ROUNDS = 120;
    private static final long SEED = 20260;

    private static final String[] FILES = {
        "suite2p/numpy1_protocol2/stat.npy, stat.npy",
        "suite2p/numpy2_protocol3/stat.npy, stat.npy",
        "suite2p/numpy2_protocol5/stat.npy, stat.npy",
        "suite2p/numpy1_protocol4/ops.npy, ops.npy",
        "suite2p/numpy2_save/iscell.npy, iscell.npy",
        "imagej/RoiSet.zip, a.zip",
        "imagej/single.roi, a.roi",
        "imagej/composite.roi, a.roi",
        "caiman/cnmf.hdf5, a.hdf5",
        "nwb/suite2p.nwb, a.nwb",
        "nwb/image_mask.nwb, a.nwb",
        "nwb/pixel_mask_expected.json, a.json"
    };

    @TempDir
    private Path folder;

    static Stream<Arguments> files() {
        return Stream.of(FILES).map(file -> Arguments.of((Object[]) file.split(", ")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldReadOrRefuseWithOneLine(String golden, String name) throws IOException {
        readDamaged(golden, name, FEW_ROUNDS);
    }

    @ParameterizedTest
    @MethodSource("files")
    @Tag("slow")
    void shouldReadOrRefuseWithOneLineInManyRounds(String golden, String name) throws IOException {
        readDamaged(golden, name, ROUNDS);
    }

    private void readDamaged(String golden, String name, int rounds) throws IOException {
        System.out.println(golden + ": seed " + SEED + ", " + rounds + " rounds");
        byte[] whole = Files.readAllBytes(Golden.file(golden));
        if (golden.startsWith("suite2p")) {
            Files.copy(Golden.file("suite2p/numpy2_save/stat.npy"), folder.resolve("stat.npy"));
        }
        Path damaged = folder.resolve(name);
        Path given = golden.startsWith("suite2p") ? folder : damaged;
        Random random = new Random(SEED);
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            Files.write(damaged, damage(whole, random));
            int number = round;
            refused += assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> refused(given) ? 1 : 0, () -> golden + ", round " + number);
        }
        System.out.println(golden + ": " + refused + " of " + rounds + " refused");
        // Settings beside the cells do not hold the cells up.
        assertTrue(name.equals("ops.npy") ? refused < rounds / 10 : refused > rounds / 20, refused + " refused");
    }

    private static boolean refused(Path given) {
        try {
            for (Roi roi : RoiImport.read(given, 48, 40).rois().rois()) {
                double sum = 0;
                for (float weight : roi.weights()) {
                    sum += weight;
                }
                assertEquals(1, sum, 1e-3);
            }
            return false;
        } catch (IOException e) {
            assertEquals(1, String.valueOf(e.getMessage()).lines().count(), e.getMessage());
            return true;
        }
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        // Heads and tails hold the structure; half of the damage goes there.
        int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 600);
        switch (random.nextInt(5)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> bytes[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> {
                for (int i = 0; i < 1 + random.nextInt(8); i++) {
                    bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
                }
            }
            case 3 -> {
                int at = random.nextInt(reach);
                Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), (byte) 0xFF);
            }
            default -> {
                int length = 1 + random.nextInt(Math.min(64, bytes.length / 2));
                int from = random.nextInt(bytes.length - length);
                System.arraycopy(whole, from, bytes, random.nextInt(bytes.length - length), length);
            }
        }
        return bytes;
    }
}
