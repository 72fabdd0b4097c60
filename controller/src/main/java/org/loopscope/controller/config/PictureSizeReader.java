package org.loopscope.controller.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.generate.BankSettings;

/** The size of pictures: {@code 64x36 px}, width first, or {@code 32 px} for a square. */
final class PictureSizeReader {
    private static final Pattern SIZE = Pattern.compile("\\s*(\\d{1,6})\\s*(?:[xX×]\\s*(\\d{1,6}))?\\s*px\\s*");

    private PictureSizeReader() {}

    static PictureSize read(Section section, String key, PictureSize otherwise) {
        String value = section.text(key, otherwise.toString());
        Matcher matcher = SIZE.matcher(value);
        if (!matcher.matches()) {
            return section.reject(
                    key,
                    "must be width by height in whole pixels, such as 64x36 px, or 32 px for a square; was '" + value
                            + "'");
        }
        int widthPx = Integer.parseInt(matcher.group(1));
        int heightPx = matcher.group(2) == null ? widthPx : Integer.parseInt(matcher.group(2));
        int shorterPx = Math.min(widthPx, heightPx);
        int longerPx = Math.max(widthPx, heightPx);
        if (shorterPx < BankSettings.MIN_SIDE_PX || longerPx > BankSettings.MAX_SIDE_PX) {
            return section.reject(
                    key,
                    "must have sides from " + BankSettings.MIN_SIDE_PX + " to " + BankSettings.MAX_SIDE_PX
                            + " px, was '" + value + "'");
        }
        return new PictureSize(widthPx, heightPx);
    }
}
