package org.loopscope.controller.telemetry;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One message of each kind, empty but whole: no component is left out, and a list has one item. */
final class MadeUpMessages {
    private MadeUpMessages() {}

    static List<TelemetryMessage> all() {
        List<TelemetryMessage> all = new ArrayList<>();
        add(TelemetryMessage.class, all);
        return all;
    }

    private static void add(Class<?> kind, List<TelemetryMessage> all) {
        if (kind.isRecord()) {
            all.add((TelemetryMessage) made(kind));
        } else {
            Arrays.stream(kind.getPermittedSubclasses()).forEach(narrower -> add(narrower, all));
        }
    }

    private static Object made(Class<?> type) {
        RecordComponent[] parts = type.getRecordComponents();
        try {
            return type.getDeclaredConstructor(
                            Arrays.stream(parts).map(RecordComponent::getType).toArray(Class[]::new))
                    .newInstance(Arrays.stream(parts)
                            .map(part -> value(part.getType(), part.getGenericType()))
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no message of " + type, e);
        }
    }

    private static Object value(Class<?> type, Type generic) {
        if (type.isRecord()) {
            return made(type);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        if (type == List.class && generic instanceof ParameterizedType of) {
            Type item = of.getActualTypeArguments()[0];
            return List.of(value((Class<?>) item, item));
        }
        if (type == String.class) {
            return "";
        }
        // The zero of its kind, boxed or not.
        return switch (type.getSimpleName()) {
            case "int", "Integer" -> 0;
            case "long", "Long" -> 0L;
            case "float", "Float" -> 0f;
            case "double", "Double" -> 0.0;
            case "boolean" -> false;
            default -> throw new IllegalStateException("messages have no " + type + " so far");
        };
    }
}
