package org.loopscope.controller.pictures;

import java.awt.Color;

/** Colours that people of all colour vision can tell apart (Okabe and Ito 2008), and greys. */
final class Palette {
    static final Color INK = new Color(0x222222);
    static final Color FAINT = new Color(0x777777);
    static final Color GRID = new Color(0xe4e4e4);
    static final Color PAPER = Color.WHITE;

    static final Color BLUE = new Color(0x0072b2);
    static final Color SKY = new Color(0x56b4e9);
    static final Color ORANGE = new Color(0xe69f00);
    static final Color VERMILLION = new Color(0xd55e00);
    static final Color GREEN = new Color(0x009e73);
    static final Color YELLOW = new Color(0xf0e442);
    static final Color PURPLE = new Color(0xcc79a7);

    private Palette() {}

    static Color translucent(Color color, double opacity) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity));
    }
}
