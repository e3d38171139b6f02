package org.fedmas.inputs.download;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known about a download under way; lies beside its part file, so that another process can
 * go on with it.
 *
 * @param address where the bytes come from
 * @param validator what the server calls this version of the file, empty if it has no name for it
 * @param total length in bytes, {@link Block#OPEN} if the server does not say
 * @param blocks the file's ranges, in order
 */
record PartState(
    @JsonProperty("address") String address,
    @JsonProperty("validator") String validator,
    @JsonProperty("total") long total,
    @JsonProperty("blocks") List<Block> blocks) {

  PartState {
    blocks = List.copyOf(blocks);
  }

  /** Before the server has said anything. */
  static PartState unknown(String address) {
    return whole(address, "", Block.OPEN);
  }

  /** Nothing yet, in one range. */
  static PartState whole(String address, String validator, long total) {
    return new PartState(address, validator, total, List.of(new Block(0, total, 0)));
  }

  /** Nothing yet, in ranges of at most this many bytes. */
  static PartState cut(String address, String validator, long total, long blockBytes) {
    List<Block> blocks = new ArrayList<>();
    for (long from = 0; from < total; from += blockBytes) {
      blocks.add(new Block(from, Math.min(total, from + blockBytes), 0));
    }
    return new PartState(address, validator, total, blocks);
  }

  PartState with(int index, Block block) {
    List<Block> copy = new ArrayList<>(blocks);
    copy.set(index, block);
    return new PartState(address, validator, total, copy);
  }

  long written() {
    return blocks.stream().mapToLong(Block::written).sum();
  }

  @JsonIgnore
  boolean isWhole() {
    return blocks.stream().allMatch(Block::isComplete);
  }

  /** Returns whether the numbers can be those of one download; a state file may be damaged. */
  @JsonIgnore
  boolean isSound() {
    long next = 0;
    for (Block block : blocks) {
      boolean open = block.to() == Block.OPEN;
      if (block.from() != next
          || block.written() < 0
          || (open ? blocks.size() > 1 : block.position() > block.to())) {
        return false;
      }
      next = block.to();
    }
    return !blocks.isEmpty() && next == total;
  }
}
