package org.fedmas.results.events;

/** Values as protocol buffers, fields in ascending number. */
final class SummaryMessages {

  private static final int FLOAT = 1;
  private static final int RGB = 3;

  private SummaryMessages() {}

  static Message of(SummaryValue value) {
    Message message = new Message().text(1, value.tag());
    if (value instanceof SummaryValue.Simple simple) {
      message.single(2, simple.value());
    } else if (value instanceof SummaryValue.Picture picture) {
      message.message(4, of(picture));
    } else if (value instanceof SummaryValue.Histogram histogram) {
      message.message(5, of(histogram));
    } else if (value instanceof SummaryValue.Scalar scalar) {
      message.message(8, of(scalar)).message(9, of(scalar.metadata()));
    }
    return message;
  }

  private static Message of(SummaryValue.Scalar scalar) {
    Message tensor = new Message().integer(1, FLOAT).message(2, new Message());
    return tensor.packed(scalar.asBytes() ? 4 : 5, scalar.value()); // equal bytes for one number
  }

  private static Message of(SummaryMetadata metadata) {
    return new Message()
        .message(1, new Message().textUnlessEmpty(1, metadata.plugin()))
        .textUnlessEmpty(2, metadata.displayName())
        .textUnlessEmpty(3, metadata.description())
        .integerUnlessZero(4, metadata.dataClass());
  }

  private static Message of(SummaryValue.Histogram histogram) {
    return new Message()
        .realUnlessZero(1, histogram.least())
        .realUnlessZero(2, histogram.most())
        .realUnlessZero(3, histogram.number())
        .realUnlessZero(4, histogram.sum())
        .realUnlessZero(5, histogram.squares())
        .packed(6, histogram.limits())
        .packed(7, histogram.counts());
  }

  private static Message of(SummaryValue.Picture picture) {
    return new Message()
        .integerUnlessZero(1, picture.height())
        .integerUnlessZero(2, picture.width())
        .integer(3, RGB)
        .bytes(4, picture.png());
  }
}
