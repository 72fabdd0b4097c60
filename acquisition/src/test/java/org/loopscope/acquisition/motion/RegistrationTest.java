package org.loopscope.acquisition.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {
    private static final int MAX_SHIFT_PX = 12;

    /** Jumps are searched for by transforms, in work space that the parts of a template must not share. */
    @ParameterizedTest
    @ValueSource(ints = {96, 288, 400})
    void shouldGoByOldTemplateUntilNewOneIsComplete(int side) {
        CellScene cells = new CellScene(side, side, side * side / 300, 3);
        float[] scene = cells.image(0, 0);
        float[] moved = cells.image(4, -3);
        Registration registration = new Registration(side, side, MAX_SHIFT_PX);
        registration.template(scene);
        Displacement before = new Displacement();
        Displacement found = new Displacement();
        int parts = 0;
        boolean taken = false;
        while (!taken) {
            float[] jumped = parts % 2 == 0 ? cells.image(9, 8) : scene;
            Registration alone = new Registration(side, side, MAX_SHIFT_PX);
            alone.template(scene);
            alone.locate(jumped, before);
            registration.locate(jumped, found);
            assertEquals(before.xPx, found.xPx, "part " + parts);
            assertEquals(before.yPx, found.yPx, "part " + parts);
            taken = registration.renew(moved);
            parts++;
        }
        assertTrue(parts > 5, parts + " parts");
        registration.locate(scene, found);
        Registration ofMoved = new Registration(side, side, MAX_SHIFT_PX);
        ofMoved.template(moved);
        ofMoved.locate(scene, before);
        assertEquals(before.xPx, found.xPx);
        assertEquals(before.yPx, found.yPx);
        assertEquals(-4, found.xPx, 0.05);
        assertEquals(3, found.yPx, 0.05);
        assertFalse(registration.renew(scene));
    }
}
