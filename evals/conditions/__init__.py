"""Questions for the commitments of which a condition holds, over countries that nobody looked at when conditions were
read: does the answer tell those and no others, and is what cannot be weighed left unanswered?"""
