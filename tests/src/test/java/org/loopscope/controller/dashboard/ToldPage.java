package org.loopscope.controller.dashboard;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.loopscope.controller.access.Role;

/** The far end of a page's wire: takes everything at once, and writes down what came. */
final class ToldPage {
    private final List<String> told = new ArrayList<>();
    private final PageClient client;

    ToldPage() {
        Session session = (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Session.class}, (_, call, given) -> {
                    switch (call.getName()) {
                        case "sendText" -> told.add(((String) given[0]).replaceFirst("\"seq\":\\d+,", ""));
                        case "sendBinary" -> told.add(described((ByteBuffer) given[0]));
                        default -> throw new AssertionError("a page is not asked for " + call.getName());
                    }
                    ((Callback) given[1]).succeed();
                    return null;
                });
        client = new PageClient(session, "local", Role.OPERATOR);
    }

    PageClient client() {
        return client;
    }

    /** Everything since this was last asked: texts without their numbers, of binaries the head and a checksum. */
    List<String> take() {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    static String described(ByteBuffer message) {
        ByteBuffer bytes = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        byte[] head = new byte[bytes.getInt()];
        bytes.get(head);
        CRC32 crc = new CRC32();
        int payload = bytes.remaining();
        crc.update(bytes);
        return new String(head, StandardCharsets.UTF_8) + " and " + payload + " bytes, CRC " + crc.getValue();
    }
}
