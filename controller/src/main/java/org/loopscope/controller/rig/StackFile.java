package org.loopscope.controller.rig;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.file.tiff.TiffMovie;
import org.loopscope.acquisition.quality.ZStack;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.QualityConfig;

/** Reads a reference stack: a TIFF with a page for each plane. */
final class StackFile {
    private StackFile() {}

    /** @return null where none is given */
    static @Nullable ZStack read(QualityConfig quality) {
        if (quality.stack() == null) {
            return null;
        }
        try (TiffMovie file = TiffMovie.open(quality.stack())) {
            List<short[]> planes = new ArrayList<>();
            for (int page = 0; page < file.pageCount(); page++) {
                short[] plane = new short[file.widthPx() * file.heightPx()];
                file.read(page, plane);
                planes.add(plane);
            }
            return new ZStack(planes, file.widthPx(), file.heightPx(), quality.stackStepUm());
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("quality.stack: " + e.getMessage(), e);
        }
    }
}
