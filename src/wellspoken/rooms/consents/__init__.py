"""The consent register: who agreed to what being told of them, by whom, where, for what and until when.

May import channels, media, people, audit, the kernel and the register of duties in the screening engine. It knows
nothing of posts: the content room links them, and the publishing room stops them when a consent is taken back.
"""
