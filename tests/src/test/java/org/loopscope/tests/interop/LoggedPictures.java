package org.loopscope.tests.interop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.nwb.NwbLayout;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusImage;

/** Which pictures a session has made and shown, by its journal alone, in the names that the NWB file gives them. */
final class LoggedPictures {
    private record Made(String id, List<Float> pixels) {}

    private final Map<Made, StimulusImage> made = new LinkedHashMap<>();
    private final List<String> shown = new ArrayList<>();

    LoggedPictures(List<SessionEvent> journal) {
        for (SessionEvent event : journal) {
            switch (event) {
                case SessionEvent.StimulusDecided decided ->
                    name(decided.decision().stimulus());
                case SessionEvent.CycleInputs cycle ->
                    cycle.presentations().forEach(ended -> {
                        if (!(ended.decision().stimulus() instanceof Stimulus.Blank)) {
                            shown.add(name(ended.decision().stimulus()));
                        }
                    });
                default -> {}
            }
        }
    }

    /** In the order of their presentation, without blanks. */
    List<String> shown() {
        return shown;
    }

    /** Of each synthesized picture [x][y], by its path. */
    Map<String, ArrayDigest> synthesized() {
        Map<String, ArrayDigest> digests = new TreeMap<>();
        int number = 0;
        for (StimulusImage image : made.values()) {
            LittleEndianRows columns = new LittleEndianRows(true);
            int widthPx = image.size().widthPx();
            for (int x = 0; x < widthPx; x++) {
                float[] column = new float[image.size().heightPx()];
                for (int y = 0; y < column.length; y++) {
                    column[y] = image.pixels()[y * widthPx + x];
                }
                columns.floats(column);
            }
            digests.put(NwbLayout.STIMULUS_IMAGES + "/synthesized_%05d".formatted(number++), columns.digest());
        }
        return digests;
    }

    private String name(Stimulus stimulus) {
        return switch (stimulus) {
            case Stimulus.Blank blank -> "blank";
            case Stimulus.BankImage image -> "bank_%05d".formatted(image.index());
            case Stimulus.GaudyImage image -> "gaudy_%05d".formatted(image.index());
            case Stimulus.HeldOutImage image -> "held_out_%05d".formatted(image.index());
            case Stimulus.Synthesized of -> {
                Made key = new Made(of.image().id(), pixels(of.image()));
                made.putIfAbsent(key, of.image());
                yield "synthesized_%05d".formatted(new ArrayList<>(made.keySet()).indexOf(key));
            }
        };
    }

    private static List<Float> pixels(StimulusImage image) {
        Float[] pixels = new Float[image.pixels().length];
        Arrays.setAll(pixels, i -> image.pixels()[i]);
        return List.of(pixels);
    }
}
