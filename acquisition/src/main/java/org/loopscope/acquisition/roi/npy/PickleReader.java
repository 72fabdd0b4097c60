package org.loopscope.acquisition.roi.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the pickle of an object array (Python's protocols 2 to 5, PEP 3154 and 574) as data. Only the opcodes below and
 * the names of {@link PickleName} are known; anything else is refused with one line that names it. Nothing is executed
 * and no class is loaded. Every opcode takes its bytes from the file before it makes anything, so that memory and time
 * are bounded by a small multiple of the file's size; nesting costs no stack.
 */
final class PickleReader {
    private static final PyValue NOTHING = new PyValue.Nothing();
    private static final PyValue INERT = new PyValue.Inert();

    private final ByteBuffer in;
    private final PickleCalls calls;
    private List<PyValue> stack = new ArrayList<>();
    private final List<List<PyValue>> marked = new ArrayList<>();
    private final Map<Long, PyValue> memo = new HashMap<>();

    /** @param in the pickle from its first byte; not copied */
    PickleReader(ByteBuffer in) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
        this.calls = new PickleCalls(in.remaining());
    }

    /** The value that the pickle ends with. */
    PyValue read() throws IOException {
        need(2);
        if ((in.get() & 0xFF) != 0x80) {
            throw new IOException("the pickle has no protocol mark; protocols 2 to 5 can be read");
        }
        int protocol = in.get();
        if (protocol < 2 || protocol > 5) {
            throw new IOException("the pickle has protocol " + protocol + "; 2 to 5 can be read");
        }
        while (true) {
            need(1);
            int opcode = in.get() & 0xFF;
            if (opcode == '.') {
                return pop();
            }
            step(opcode);
        }
    }

    private void step(int opcode) throws IOException {
        switch (opcode) {
            case 'N', 0x88, 0x89, 'K', 'M', 'J', 'G', 0x8A, 0x8B -> stack.add(number(opcode));
            case 'X', 0x8C, 0x8D ->
                stack.add(new PyValue.Text(
                        StandardCharsets.UTF_8.decode(counted(opcode)).toString()));
            case 'U', 'T', 'C', 'B', 0x8E, 0x96 -> stack.add(new PyValue.Bytes(counted(opcode)));
            case 'c', 0x93 -> stack.add(new PyValue.Name(name(opcode)));
            case '(' -> {
                marked.add(stack);
                stack = new ArrayList<>();
            }
            case '0' -> pop();
            case '1' -> unmark();
            case '2' -> stack.add(top());
            case ')', 0x85, 0x86, 0x87, 't', ']', 'l', '}', 'd' -> {
                // Ending a group changes the stack, so first this, then the stack.
                PyValue made = container(opcode);
                stack.add(made);
            }
            case 'a', 'e', 's', 'u' -> fill(opcode);
            case 'q', 'r', 0x94 -> memo.put(slot(opcode), top());
            case 'h', 'j' -> stack.add(remembered(slot(opcode)));
            case 'R' -> {
                PyValue arguments = pop();
                stack.add(calls.call(pop(), arguments));
            }
            case 'b' -> {
                PyValue state = pop();
                calls.setState(top(), state);
            }
            // A frame only groups bytes that are to be read together.
            case 0x95 -> length(8);
            default ->
                throw new IOException(
                        "the pickle has the opcode 0x%02x at byte %d, which no array needs; it was refused"
                                .formatted(opcode, in.position() - 1));
        }
    }

    private PyValue number(int opcode) throws IOException {
        return switch (opcode) {
            case 'N' -> NOTHING;
            case 0x88 -> new PyValue.Numeric(1);
            case 0x89 -> new PyValue.Numeric(0);
            case 'K' -> new PyValue.Numeric(length(1));
            case 'M' -> new PyValue.Numeric(length(2));
            case 'J' -> new PyValue.Numeric((int) length(4));
            case 'G' -> {
                need(8);
                yield new PyValue.Numeric(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
            }
            default -> big(opcode == 0x8A ? length(1) : length(4));
        };
    }

    /** A whole number of any length, little-endian, two's complement. */
    private PyValue big(long bytes) throws IOException {
        need(bytes);
        if (bytes > 8) {
            in.position(in.position() + (int) bytes);
            return INERT;
        }
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in.get() & 0xFFL) << (8 * i);
        }
        int unused = 64 - 8 * (int) bytes;
        return new PyValue.Numeric(bytes == 0 ? 0 : value << unused >> unused);
    }

    private PickleName name(int opcode) throws IOException {
        if (opcode == 'c') {
            String module = line();
            return PickleName.of(module, line());
        }
        String name = calls.text(pop());
        return PickleName.of(calls.text(pop()), name);
    }

    private PyValue container(int opcode) throws IOException {
        return switch (opcode) {
            case ')', ']' -> new PyValue.Sequence();
            case 0x85, 0x86, 0x87 -> {
                List<PyValue> items = new ArrayList<>();
                for (int i = opcode - 0x84; i > 0; i--) {
                    items.addFirst(pop());
                }
                yield new PyValue.Sequence(items);
            }
            case 't', 'l' -> new PyValue.Sequence(unmark());
            case '}' -> new PyValue.Dictionary();
            default -> {
                PyValue.Dictionary made = new PyValue.Dictionary();
                put(made, unmark());
                yield made;
            }
        };
    }

    /** Adds to the list or dictionary that lies below what is added. */
    private void fill(int opcode) throws IOException {
        List<PyValue> added = switch (opcode) {
            case 'a' -> List.of(pop());
            case 's' -> {
                PyValue value = pop();
                yield List.of(pop(), value);
            }
            default -> unmark();
        };
        switch (top()) {
            case PyValue.Sequence list
            when opcode == 'a' || opcode == 'e' -> list.items().addAll(added);
            case PyValue.Dictionary dictionary when opcode == 's' || opcode == 'u' -> put(dictionary, added);
            case PyValue.Inert _ -> {}
            default -> throw new IOException("the pickle adds entries to what holds none: the file is damaged");
        }
    }

    private static void put(PyValue.Dictionary dictionary, List<PyValue> entries) throws IOException {
        if (entries.size() % 2 != 0) {
            throw new IOException("the pickle has a dictionary with a key and no value: the file is damaged");
        }
        for (int i = 0; i < entries.size(); i += 2) {
            dictionary.put(entries.get(i), entries.get(i + 1));
        }
    }

    private long slot(int opcode) throws IOException {
        return switch (opcode) {
            case 'q', 'h' -> length(1);
            case 'r', 'j' -> length(4);
            default -> memo.size();
        };
    }

    private PyValue remembered(long slot) throws IOException {
        PyValue value = memo.get(slot);
        if (value == null) {
            throw new IOException("the pickle recalls entry " + slot + ", which it never stored: the file is damaged");
        }
        return value;
    }

    private PyValue top() throws IOException {
        if (stack.isEmpty()) {
            throw new IOException("the pickle takes more values than it made: the file is damaged");
        }
        return stack.getLast();
    }

    private PyValue pop() throws IOException {
        PyValue value = top();
        stack.removeLast();
        return value;
    }

    private List<PyValue> unmark() throws IOException {
        if (marked.isEmpty()) {
            throw new IOException("the pickle ends a group that it never began: the file is damaged");
        }
        List<PyValue> group = stack;
        stack = marked.removeLast();
        return group;
    }

    /** The bytes behind a length: of one byte, four or eight. */
    private ByteBuffer counted(int opcode) throws IOException {
        long bytes = switch (opcode) {
            case 'U', 'C', 0x8C -> length(1);
            case 'X', 'T', 'B' -> length(4);
            default -> length(8);
        };
        need(bytes);
        ByteBuffer data = in.slice(in.position(), (int) bytes);
        in.position(in.position() + (int) bytes);
        return data;
    }

    /** An unsigned little-endian number. */
    private long length(int bytes) throws IOException {
        need(bytes);
        return switch (bytes) {
            case 1 -> in.get() & 0xFF;
            case 2 -> in.getShort() & 0xFFFF;
            case 4 -> in.getInt() & 0xFFFFFFFFL;
            default -> in.getLong();
        };
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            need(1);
            char next = (char) (in.get() & 0xFF);
            if (next == '\n') {
                return line.toString();
            }
            line.append(next);
        }
    }

    private void need(long bytes) throws IOException {
        if (bytes < 0 || bytes > in.remaining()) {
            throw new IOException("the pickle is cut off or damaged: " + bytes + " bytes are wanted at byte "
                    + in.position() + ", " + in.remaining() + " are left");
        }
    }
}
