package org.loopscope.controller.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.acquisition.quality.QualityLimits;
import org.loopscope.controller.config.Unit.Dimension;

/** Reads the {@code quality} section of an experiment file. */
final class QualityReader {
    private static final String AUTO = "auto";
    private static final double NS_PER_S = 1e9;

    private QualityReader() {}

    /** @param searchPx how far the registration looks for a frame */
    static QualityConfig read(Section quality, double searchPx) {
        String stack = quality.text("stack", "");
        double stepUm = quality.quantity("stack_step", Dimension.DEPTH, 0);
        if (!stack.isEmpty() && stepUm == 0) {
            quality.reject("stack_step", "must say how far the stack's planes lie apart, such as 5 um");
        }
        return new QualityConfig(
                limits(quality, searchPx),
                invalidating(quality),
                quality.flag("show_again", true),
                stack.isEmpty() ? null : Path.of(stack),
                stepUm);
    }

    private static QualityLimits limits(Section quality, double searchPx) {
        QualityLimits usual = QualityLimits.standard(searchPx);
        double shiftPx = quality.quantity("max_shift", Dimension.PIXELS, usual.shiftPx());
        if (!(shiftPx > 0 && shiftPx <= searchPx)) {
            quality.reject(
                    "max_shift",
                    "must be above 0 px and at most imaging.max_shift (" + searchPx
                            + " px), beyond which no frame is looked for");
        }
        double stepPx = quality.quantity("max_step", Dimension.PIXELS, usual.stepPx());
        if (!(stepPx > 0)) {
            quality.reject("max_step", "must be above 0 px");
        }
        return new QualityLimits(
                shiftPx,
                stepPx,
                quality.number("focus_share", usual.focusShare(), 0, 0.99),
                quality.timeNs("focus_hold", usual.focusHoldS() * NS_PER_S) / NS_PER_S,
                quality.number("dark_share", usual.darkShare(), 0, 0.99),
                quality.number("saturated_share", usual.saturatedShare(), 1e-6, 1),
                ceiling(quality),
                quality.number("brightness_left", usual.brightnessLeft(), 0, 0.99));
    }

    private static int ceiling(Section quality) {
        return quality.text("saturation", AUTO).equals(AUTO) ? 0 : quality.integer("saturation", 0, 1, 65_535);
    }

    private static Set<QualityFlag> invalidating(Section quality) {
        List<String> names = quality.texts("invalidate");
        if (names.isEmpty()) {
            return EnumSet.of(QualityFlag.MOTION, QualityFlag.DARK);
        }
        Set<QualityFlag> flags = EnumSet.noneOf(QualityFlag.class);
        for (String name : names) {
            QualityFlag flag = named(name);
            if (flag != null) {
                flags.add(flag);
            } else if (!name.equals("none") || names.size() > 1) {
                String known = Arrays.stream(QualityFlag.values())
                        .map(QualityReader::name)
                        .collect(Collectors.joining(", "));
                quality.reject("invalidate", "must list some of " + known + ", or be [none]; was '" + name + "'");
            }
        }
        return flags;
    }

    private static @Nullable QualityFlag named(String name) {
        for (QualityFlag flag : QualityFlag.values()) {
            if (name(flag).equals(name)) {
                return flag;
            }
        }
        return null;
    }

    private static String name(QualityFlag flag) {
        return flag.name().toLowerCase(Locale.ROOT);
    }
}
